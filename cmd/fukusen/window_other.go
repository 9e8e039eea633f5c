//go:build !windows

package main

// doubleClicked is about Windows, whose windows close with their program.
func doubleClicked() bool { return false }
