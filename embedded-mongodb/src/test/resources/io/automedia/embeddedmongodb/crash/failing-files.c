/* A disk that fails when told to. Preloaded into a process it watches the files below FAILING_FILES_FOLDER:
 *
 * - it writes down in FAILING_FILES_JOURNAL what would outlive a power cut: how much of which file was synced, which
 *   names were made, changed or synced with their folder (the test's class PowerCut reads that);
 * - it fails as the file FAILING_FILES_CONTROL says, a fault and optionally a part of the names it is for:
 *     full [NAME]        half of what is written arrives, then there is no space left; nothing can be preallocated
 *     write-error [NAME] half of what is written arrives, then EIO
 *     sync-error [NAME]  EIO on sync
 *     sync-full [NAME]   no space left on sync, as file systems say that allocate late
 *     short [NAME]       about half of every write arrives, without an error
 *
 * All calls go to the kernel directly. 64-bit Linux only. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8 && sizeof(long) == 8, "offsets are one register wide");

static __thread int half_written;

static int watched(const char *path) {
    static const char *folder;
    if (folder == NULL) {
        folder = getenv("FAILING_FILES_FOLDER");
        if (folder == NULL) {
            folder = "";
        }
    }
    size_t length = strlen(folder);
    return length > 0 && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The path of an open file, if it is watched. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return watched(path);
}

static void note(const char *format, ...) {
    static int journal = -1;
    int kept = errno;
    if (journal < 0) {
        const char *name = getenv("FAILING_FILES_JOURNAL");
        journal = name == NULL ? -1 : (int) syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    char line[3 * PATH_MAX];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (journal < 0 || syscall(SYS_write, journal, line, (size_t) length) != length) {
        static const char lost[] = "failing-files: the journal cannot be written\n";
        syscall(SYS_write, 2, lost, sizeof lost - 1);
        _exit(70);
    }
    errno = kept;
}

static int fault(const char *name, const char *path) {
    static const char *control;
    if (control == NULL) {
        control = getenv("FAILING_FILES_CONTROL");
        if (control == NULL) {
            return 0;
        }
    }
    int kept = errno;
    char text[256];
    ssize_t length = 0;
    int fd = (int) syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC, 0);
    if (fd >= 0) {
        length = syscall(SYS_read, fd, text, sizeof text - 1);
        syscall(SYS_close, fd);
    }
    errno = kept;
    if (length <= 0) {
        return 0;
    }
    text[length] = 0;
    char *rest = NULL;
    char *wanted = strtok_r(text, " \n", &rest);
    char *part = strtok_r(NULL, " \n", &rest);
    const char *file = strrchr(path, '/');
    return wanted != NULL && strcmp(wanted, name) == 0 && (part == NULL || strstr(file, part) != NULL);
}

/* How much of a write is to arrive: all, or half, or nothing with errno set. */
static ssize_t allowed(int fd, size_t count) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) {
        return (ssize_t) count;
    }
    int error = fault("full", path) ? ENOSPC : fault("write-error", path) ? EIO : 0;
    if (error == 0) {
        half_written = 0;
        return count > 1 && fault("short", path) ? (ssize_t) (count + 1) / 2 : (ssize_t) count;
    }
    if (count > 1 && !half_written) {
        half_written = 1;
        return (ssize_t) count / 2;
    }
    half_written = 0;
    errno = error;
    return -1;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    ssize_t part = allowed(fd, count);
    return part < 0 ? -1 : syscall(SYS_write, fd, bytes, (size_t) part);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    ssize_t part = allowed(fd, count);
    return part < 0 ? -1 : syscall(SYS_pwrite64, fd, bytes, (size_t) part, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return pwrite(fd, bytes, count, offset);
}

/* Of several parts only the first is written in one call when not all may arrive. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    size_t all = 0;
    for (int i = 0; i < count; i++) {
        all += parts[i].iov_len;
    }
    ssize_t part = allowed(fd, all);
    if (part == (ssize_t) all) {
        return syscall(SYS_writev, fd, parts, count);
    }
    size_t first = count > 0 ? parts[0].iov_len : 0;
    return part < 0 ? -1 : syscall(SYS_write, fd, parts[0].iov_base, first < (size_t) part ? first : (size_t) part);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    ssize_t done = 0;
    for (int i = 0; i < count; i++) {
        ssize_t written = pwrite(fd, parts[i].iov_base, parts[i].iov_len, offset + done);
        if (written < 0) {
            return done > 0 ? done : -1;
        }
        done += written;
        if ((size_t) written < parts[i].iov_len) {
            break;
        }
    }
    return done;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return pwritev(fd, parts, count, offset);
}

static int synced(int fd, long call) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) {
        return (int) syscall(call, fd);
    }
    if (fault("sync-error", path) || fault("sync-full", path)) {
        errno = fault("sync-error", path) ? EIO : ENOSPC;
        return -1;
    }
    struct stat before;
    if (fstat(fd, &before) != 0) {
        return -1;
    }
    if (S_ISDIR(before.st_mode)) {
        note("folder-sync\t%ld\t%s\n", syscall(SYS_gettid), path);
        int result = (int) syscall(call, fd);
        if (result == 0) {
            note("folder-synced\t%ld\t%s\n", syscall(SYS_gettid), path);
        }
        return result;
    }
    int result = (int) syscall(call, fd);
    if (result == 0) {
        note("synced\t%lld\t%s\n", (long long) before.st_size, path);
    }
    return result;
}

int fsync(int fd) {
    return synced(fd, SYS_fsync);
}

int fdatasync(int fd) {
    return synced(fd, SYS_fdatasync);
}

/* Starts writing back, promises nothing. */
int sync_file_range(int fd, off64_t offset, off64_t count, unsigned int flags) {
    return (int) syscall(SYS_sync_file_range, fd, offset, count, flags);
}

int ftruncate(int fd, off_t length) {
    char path[PATH_MAX];
    int result = (int) syscall(SYS_ftruncate, fd, length);
    if (result == 0 && path_of(fd, path)) {
        note("truncated\t%lld\t%s\n", (long long) length, path);
    }
    return result;
}

int ftruncate64(int fd, off64_t length) {
    return ftruncate(fd, length);
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
    char path[PATH_MAX];
    if (path_of(fd, path) && fault("full", path)) {
        errno = ENOSPC;
        return -1;
    }
    return (int) syscall(SYS_fallocate, fd, mode, offset, length);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    return fallocate(fd, mode, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) {
    return fallocate(fd, 0, offset, length) == 0 ? 0 : errno;
}

static int opened(int folder, const char *name, int flags, mode_t mode) {
    struct stat before;
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    int existed = !writes || fstatat(folder, name, &before, 0) == 0;
    int fd = (int) syscall(SYS_openat, folder, name, flags, mode);
    char path[PATH_MAX];
    if (fd >= 0 && writes && path_of(fd, path)) {
        if (existed) {
            note("opened\t%lld\t%s\n", (flags & O_TRUNC) != 0 ? 0LL : (long long) before.st_size, path);
        } else {
            note("created\t%s\n", path);
        }
    }
    return fd;
}

static mode_t mode_of(int flags, va_list arguments) {
    int creates = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return creates ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        va_list arguments;                                      \
        va_start(arguments, flags);                             \
        mode_t mode = mode_of(flags, arguments);                \
        va_end(arguments);                                      \
        return opened(AT_FDCWD, path, flags, mode);             \
    }

#define OPEN_AT(name)                                           \
    int name(int folder, const char *path, int flags, ...) {    \
        va_list arguments;                                      \
        va_start(arguments, flags);                             \
        mode_t mode = mode_of(flags, arguments);                \
        va_end(arguments);                                      \
        return opened(folder, path, flags, mode);               \
    }

OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

int mkdir(const char *path, mode_t mode) {
    int result = (int) syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (result == 0 && watched(path)) {
        note("created\t%s\n", path);
    }
    return result;
}

int rename(const char *from, const char *to) {
    int replaces = access(to, F_OK) == 0;
    int result = (int) syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (result == 0 && watched(to)) {
        note("%s\t%s\t%s\n", replaces ? "replaced" : "renamed", from, to);
    }
    return result;
}

int link(const char *from, const char *to) {
    int result = (int) syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (result == 0 && watched(to)) {
        note("linked\t%s\t%s\n", from, to);
    }
    return result;
}

int unlink(const char *path) {
    int result = (int) syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (result == 0 && watched(path)) {
        note("deleted\t%s\n", path);
    }
    return result;
}
