package main

import (
	"syscall"
	"unsafe"
)

var consoleProcesses = syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")

// doubleClicked reports whether the console window is this program's own: no
// shell is in it that would keep it open.
func doubleClicked() bool {
	if consoleProcesses.Find() != nil {
		return false
	}
	var pids [2]uint32
	n, _, _ := consoleProcesses.Call(uintptr(unsafe.Pointer(&pids[0])), uintptr(len(pids)))
	return n == 1
}
