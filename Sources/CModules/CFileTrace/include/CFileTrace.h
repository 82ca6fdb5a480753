#pragma once

// Tells what a process asks of the world outside it and what it changes of its own state, whatever library does so: calls of the C library that
// name a file or a variable, or that change what later calls do, are passed on and told. Only calls through the dynamic linker are seen, and those
// of this process alone. Who calls decides what is told (see callers.c): fonts and settings that drawing looks for are no inputs of an analysis.

enum songbook_use {
  songbook_file_read = 0,
  // What kind of thing is there, if any.
  songbook_file_looked = 1,
  songbook_file_listed = 2,
  songbook_file_wrote = 3,
  // All that `stat` and `lstat` tell: size, times, rights.
  songbook_file_examined = 4,
  // Where a path leads when links are followed.
  songbook_file_resolved = 5,
  // The environment variable of this name, and all of them.
  songbook_variable_read = 6,
  songbook_environment_read = 7,
  // The state of the process that later calls depend on: its environment, working folder, locale, signal handlers, file mode mask, limits.
  songbook_process_changed = 8,
  // What goes on in the C library from call to call: random numbers, the parts of a text. Drawn from, and begun anew.
  songbook_random_drawn = 9,
  songbook_random_seeded = 10,
  // Something that cannot be followed: another program was started, or the kernel called directly. The name says what.
  songbook_unseen = 11,
  // What stands at a path is going to be changed, if the call succeeds. The descriptor is one of `songbook_change`.
  songbook_file_changing = 12
};

enum songbook_change {
  // What the path leads to is written.
  songbook_change_contents = 0,
  // The name itself is made, replaced or removed.
  songbook_change_name = 1,
  // The name is given up for another one, with all that is in it.
  songbook_change_place = 2,
  // It has just been made, under a name that was found by the call.
  songbook_change_made = 3
};

// `name` is a path or a variable; `descriptor` is the open file, -1 where there is none; `folder` is what a relative path starts from, AT_FDCWD for
// the working folder.
typedef void (*songbook_observer)(int use, const char *name, int folder, int descriptor);

// From now on `observer` is called after each such call, on its thread, and not for calls that it makes itself. NULL ends it.
// `line` points to the number of the statement that runs, which tells one statement's draws of random numbers from the next one's.
void songbook_observe(songbook_observer observer, const int *line);

// Behind each statement: tells of files that were opened before and that it has left open, used or closed. What is done with those has no name
// to go by, and depends on all that was done with them before.
void songbook_check_open_files(void);
