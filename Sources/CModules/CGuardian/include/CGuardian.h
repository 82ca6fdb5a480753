#pragma once

#include <stdint.h>

// Starts a program under a guardian: a process between the caller and the program that outlives neither the program nor the caller, and leaves
// nothing behind of what the program has started, whichever group, session or parent it has moved to.
//
// The guardian adopts what the program's processes leave (PR_SET_CHILD_SUBREAPER). When the program ends, when it is told to, and when the caller
// ends in whatever way, it kills all that descends from it, and only then says how the program ended. It is guarded by a process of the same kind: a
// program that kills or stops its parent gains nothing.

struct songbook_guarded {
  // The guardian.
  int32_t guardian;
  // Closing it, or writing to it, asks the guardian to end everything.
  int32_t control;
  // A struct songbook_ending comes out of it when all is over; the end of the file alone when the guardian was killed.
  int32_t report;
};

struct songbook_ending {
  // The error number where the program could not be started, else 0.
  int32_t problem;
  // As wait4 gives it.
  int32_t status;
  // The most resident memory of the program, in kilobytes.
  int64_t peak_memory;
};

// `output` and `errors` become the program's descriptors 1 and 2. The program starts in `folder` unless that is NULL. Returns 0 or an error number.
int songbook_start(const char *executable, char *const arguments[], char *const environment[], const char *folder, int output,
                   int errors, struct songbook_guarded *started);
