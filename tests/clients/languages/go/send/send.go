// Sends each request of stdin with Go's own HTTP library; see ../../send.ts for the lines.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

const longestLine = 1 << 20 // bytes

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		request := must(http.NewRequest(fields[0], fields[1], bytes.NewReader(decoded(fields[3]))))
		for _, header := range strings.Split(string(decoded(fields[2])), "\n") {
			name, value, _ := strings.Cut(header, ": ")
			request.Header.Set(name, value)
		}
		response := must(http.DefaultClient.Do(request))
		body := must(io.ReadAll(response.Body))
		response.Body.Close()
		fmt.Printf("%d\t%s\n", response.StatusCode, base64.StdEncoding.EncodeToString(body))
	}
}

func decoded(text string) []byte {
	return must(base64.StdEncoding.DecodeString(text))
}

func must[T any](result T, err error) T {
	if err != nil {
		panic(err)
	}
	return result
}
