#define _GNU_SOURCE
#include <signal.h>
#include <string.h>

// A run that is interrupted while it starts has a report, too: the signals are held back until their handlers are there,
// which let them through. What loads the program's libraries comes before this, and is simply ended.

static void hold_signals(int count, char **arguments, char **environment) {
  (void)environment;
  if (count < 2 || strcmp(arguments[1], "run") != 0) return;
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGQUIT);
  sigaddset(&held, SIGHUP);
  sigprocmask(SIG_BLOCK, &held, NULL);
}

// Runs before the initialisers of all libraries.
__attribute__((section(".preinit_array"), used)) static void (*const at_first)(int, char **, char **) = hold_signals;
