#pragma once

// Tells which files a process touches, whatever library touches them: calls of the C library that name a file are passed on and told.
// Only calls through the dynamic linker are seen, and those of this process alone. Files of the machine (/usr, /etc, /proc and the like) are not told.

enum songbook_file_use { songbook_file_read = 0, songbook_file_looked = 1, songbook_file_listed = 2, songbook_file_wrote = 3 };

// `descriptor` is the open file, -1 where there is none; `folder` is what a relative path starts from, AT_FDCWD for the working folder.
typedef void (*songbook_file_observer)(int use, const char *path, int folder, int descriptor);

// From now on `observer` is called after each such call, on its thread, and not for calls that it makes itself. NULL ends it.
void songbook_observe_files(songbook_file_observer observer);
