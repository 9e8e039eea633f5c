//go:build !windows

package main

import "syscall"

const (
	errInUse = syscall.ETXTBSY
	errFull  = syscall.ENOSPC
)
