#pragma once

// Keeps the order in which a process writes to standard output and standard error, which go to a file each.
//
// Writes through stdio and through calls of write and writev are seen; those of other processes are not, and belong to the stretch in which the files
// have grown. Whenever another stream is written to than before, a record goes to a file of its own: three numbers of 64 bits, the stream (1 or 2)
// and the sizes of both files before.

// From now on both streams go to these files.
void songbook_streams_begin(void);

// In a copy that fork has made: nothing is noted any more.
void songbook_streams_end(void);

struct songbook_printed {
  // Bytes in the files so far.
  long sizes[2];
  // Whether the process had closed a stream; it is open again.
  int was_closed[2];
};

// Goes on in new files, when anything was written to those before or `always`. Returns 1 when it does, 0 when nothing was written, and -1 when no files
// could be made: then it goes on in those before.
int songbook_streams_rotate(const char *output, const char *errors, const char *order, int always, struct songbook_printed *printed);
