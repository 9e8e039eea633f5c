package main

import (
	"bufio"
	"fmt"
	"io"
)

// holdWindow waits for a line, so that who started the program with a double
// click can read what it says before its window closes.
func holdWindow(in io.Reader, out io.Writer) {
	fmt.Fprint(out, "\nEnter キーを押すと閉じます / press Enter to close ")
	bufio.NewReader(in).ReadString('\n')
}
