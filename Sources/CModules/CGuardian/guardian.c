#define _GNU_SOURCE
#include "CGuardian.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The guardian is forked from a process with threads and never calls exec: all it may use are system calls, no heap and no lock.

enum { most_processes = 1 << 15, patience_in_seconds = 10 };

static void close_from(unsigned first, unsigned last) {
  if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
  // Kernels before 5.9.
  for (unsigned descriptor = first; descriptor <= last && descriptor < 4096; descriptor++) close((int)descriptor);
}

// Closes all descriptors but these, among them those whose files the caller holds locks on.
static void keep_only(int *kept, int count) {
  for (int index = 1; index < count; index++)
    for (int at = index; at > 0 && kept[at - 1] > kept[at]; at--) {
      int other = kept[at];
      kept[at] = kept[at - 1];
      kept[at - 1] = other;
    }
  unsigned next = 3;
  for (int index = 0; index < count; index++) {
    if (kept[index] < 3) continue;
    if ((unsigned)kept[index] > next) close_from(next, (unsigned)kept[index] - 1);
    next = (unsigned)kept[index] + 1;
  }
  close_from(next, ~0u);
}

// What /proc/PROCESS/stat says: the parent, and whether it is over and waits to be collected. 0 when there is no such process.
static pid_t parent_of(const char *name, int *is_over) {
  char path[64] = "/proc/", text[512];
  strncat(path, name, 20);
  strcat(path, "/stat");
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return 0;
  text[count] = 0;
  // The name of the program stands in parentheses and may hold any character.
  char *end = strrchr(text, ')');
  if (!end || end[1] != ' ' || !end[2] || end[3] != ' ') return 0;
  *is_over = end[2] == 'Z' || end[2] == 'X';
  pid_t parent = 0;
  for (char *digit = end + 4; *digit >= '0' && *digit <= '9'; digit++) parent = parent * 10 + (*digit - '0');
  return parent;
}

static struct { pid_t process, parent; char descends; } table[most_processes];

// Sends a signal to every process that descends from this one.
static void signal_descendants(int number) {
  int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  int count = 0;
  char buffer[8192];
  for (;;) {
    long got = syscall(SYS_getdents64, folder, buffer, sizeof buffer);
    if (got <= 0) break;
    for (long at = 0; at < got && count < most_processes;) {
      unsigned short length;
      memcpy(&length, buffer + at + 16, sizeof length);
      const char *name = buffer + at + 19;
      at += length;
      if (name[0] < '1' || name[0] > '9') continue;
      pid_t process = 0;
      for (const char *digit = name; *digit >= '0' && *digit <= '9'; digit++) process = process * 10 + (*digit - '0');
      int is_over = 0;
      pid_t parent = parent_of(name, &is_over);
      if (parent == 0 || is_over) continue;
      table[count].process = process;
      table[count].parent = parent;
      table[count].descends = parent == getpid();
      count++;
    }
  }
  close(folder);
  for (int changed = 1; changed;) {
    changed = 0;
    for (int child = 0; child < count; child++) {
      if (table[child].descends) continue;
      for (int parent = 0; parent < count; parent++)
        if (table[parent].descends && table[parent].process == table[child].parent) {
          table[child].descends = changed = 1;
          break;
        }
    }
  }
  for (int index = 0; index < count; index++)
    if (table[index].descends) kill(table[index].process, number);
}

static time_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec;
}

// Where memory runs out, the system ends this process before others, which have nothing to do with it.
static void be_first_without_memory(void) {
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0) return;
  ssize_t written = write(score, "1000", 4);
  (void)written;
  close(score);
}

static void run_program(const char *executable, char *const arguments[], char *const environment[], const char *folder, int output, int errors,
                        pid_t guardian, int problems) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != guardian) _exit(127);
  setpgid(0, 0);
  be_first_without_memory();
  dup2(output, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  for (int number = 1; number < 65; number++) {
    struct sigaction action = {0};
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, NULL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (!folder || chdir(folder) == 0) execve(executable, arguments, environment);
  int problem = errno;
  if (write(problems, &problem, sizeof problem) < 0) _exit(126);
  _exit(127);
}

// Collects what has ended, and ends the rest, until nothing is left; or for as long as a process may take that the kernel does not let go of, such as
// one that waits for a broken disk.
static void end_all(void) {
  time_t limit = now() + patience_in_seconds;
  for (;;) {
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) continue;
    if ((ended < 0 && errno == ECHILD) || now() > limit) return;
    // Who is stopped starts nothing new.
    signal_descendants(SIGSTOP);
    signal_descendants(SIGKILL);
    poll(NULL, 0, 5);
  }
}

static int told_of_children(void) {
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  return signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void drain(int signals) {
  struct signalfd_siginfo told;
  while (read(signals, &told, sizeof told) > 0) continue;
}

// Guards the guardian: a program can stop and kill the process that it descends from. What it has started comes to this one then. The caller goes on
// as the inner guardian.
static void guard_guardian(int output, int errors) {
  int signals = told_of_children();
  pid_t inner = signals < 0 ? -1 : _Fork();
  if (inner <= 0) {
    close(signals);
    return;
  }
  close(output);
  close(errors);
  for (;;) {
    int status = 0;
    pid_t told = waitpid(inner, &status, WNOHANG | WUNTRACED);
    if (told == inner && WIFSTOPPED(status)) {
      kill(inner, SIGCONT);
    } else if (told != 0) {
      if (WIFSIGNALED(status)) end_all();
      break;
    } else {
      struct pollfd waited = {signals, POLLIN, 0};
      poll(&waited, 1, -1);
      drain(signals);
    }
  }
  _exit(0);
}

static void guard(const char *executable, char *const arguments[], char *const environment[], const char *folder, int output, int errors,
                  int control, int report) {
  // Out of reach of what a terminal sends to its processes.
  setsid();
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  prctl(PR_SET_NAME, "songbook-guard", 0, 0, 0);
  int kept[4] = {output, errors, control, report};
  keep_only(kept, 4);
  int nothing = open("/dev/null", O_RDWR);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(nothing, descriptor);
  if (nothing > 2) close(nothing);
  guard_guardian(output, errors);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);

  struct songbook_ending ending = {0};
  int problems[2] = {-1, -1};
  int signals = told_of_children();
  pid_t own = getpid();
  pid_t program = signals < 0 || pipe2(problems, O_CLOEXEC) != 0 ? -1 : _Fork();
  if (program == 0) run_program(executable, arguments, environment, folder, output, errors, own, problems[1]);
  if (program < 0) {
    ending.problem = errno ? errno : EAGAIN;
    _exit(write(report, &ending, sizeof ending) < 0);
  }
  close(output);
  close(errors);
  close(problems[1]);
  if (read(problems[0], &ending.problem, sizeof ending.problem) <= 0) ending.problem = 0;
  close(problems[0]);

  int is_ending = 0;
  time_t limit = 0;
  for (;;) {
    drain(signals);
    int status;
    struct rusage usage;
    pid_t ended;
    while ((ended = wait4(-1, &status, WNOHANG, &usage)) > 0) {
      if (ended != program) continue;
      ending.status = status;
      ending.peak_memory = usage.ru_maxrss;
      is_ending = 1;
    }
    if (ended < 0 && errno == ECHILD) break;
    if (is_ending) {
      if (limit == 0) limit = now() + patience_in_seconds;
      // A process that the kernel does not let go of, such as one that waits for a broken disk.
      if (now() > limit) break;
      // Who is stopped starts nothing new.
      signal_descendants(SIGSTOP);
      signal_descendants(SIGKILL);
    }
    struct pollfd waited[2] = {{signals, POLLIN, 0}, {is_ending ? -1 : control, POLLIN, 0}};
    poll(waited, 2, is_ending ? 20 : -1);
    if (waited[1].revents) is_ending = 1;
  }
  _exit(write(report, &ending, sizeof ending) < 0);
}

int songbook_start(const char *executable, char *const arguments[], char *const environment[], const char *folder, int output,
                   int errors, struct songbook_guarded *started) {
  int control[2], report[2];
  if (pipe2(control, O_CLOEXEC) != 0) return errno;
  if (pipe2(report, O_CLOEXEC) != 0) {
    int problem = errno;
    close(control[0]);
    close(control[1]);
    return problem;
  }
  // No handler of the caller's may run in the guardian, and no signal but SIGKILL may end it.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t guardian = _Fork();
  if (guardian == 0) guard(executable, arguments, environment, folder, output, errors, control[0], report[1]);
  int problem = guardian < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(control[0]);
  close(report[1]);
  if (problem) {
    close(control[1]);
    close(report[0]);
    return problem;
  }
  started->guardian = guardian;
  started->control = control[1];
  started->report = report[0];
  return 0;
}
