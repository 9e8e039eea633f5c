package main

import "syscall"

// What Windows says of a file that another program holds, and of a full disk.
const (
	errInUse = syscall.Errno(32)  // ERROR_SHARING_VIOLATION
	errFull  = syscall.Errno(112) // ERROR_DISK_FULL
)
