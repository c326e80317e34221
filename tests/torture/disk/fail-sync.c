/*
 * Preloaded into a process (LD_PRELOAD), this fails one of its syncs with EIO, as a bad disk does: call FAIL_CALL
 * (fsync, as SQLite calls, or fdatasync, as Florin does) number FAIL_AT on a file whose path ends with FAIL_FILE.
 * Each sync of such a file is told on descriptor 2 as "sync", so that whoever started the process can count them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls;

static int fails(const char *call, int fd) {
  const char *wanted = getenv("FAIL_CALL"), *file = getenv("FAIL_FILE"), *at = getenv("FAIL_AT");
  if (!wanted || !file || !at || strcmp(wanted, call) != 0) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path);
  size_t tail = strlen(file);
  if (length < (ssize_t)tail || memcmp(path + length - tail, file, tail) != 0) return 0;
  int number = atomic_fetch_add(&calls, 1) + 1;
  if (write(2, "sync\n", 5) < 0) abort();
  return number == atoi(at);
}

int fsync(int fd) {
  if (fails("fsync", fd)) {
    errno = EIO;
    return -1;
  }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}

int fdatasync(int fd) {
  if (fails("fdatasync", fd)) {
    errno = EIO;
    return -1;
  }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
