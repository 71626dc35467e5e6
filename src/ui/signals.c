/* ui/signals.c - signals become bytes in a pipe that the loop polls; faults restore the terminal at once.
 * The pipe and the saved actions are the process's, as signal dispositions are: this file holds the reader's only global state. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "ui/reader.h"

static int pipe_fds[2] = {-1, -1};
static const int asked[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int faults[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
enum { N_ASKED = sizeof asked / sizeof *asked, N_FAULTS = sizeof faults / sizeof *faults, FAULT_STACK = 1 << 16 };
static struct sigaction before[N_ASKED + N_FAULTS], before_pipe;
static stack_t stack_before;
static void *fault_stack;

static void note(int signal)
{
	int saved = errno;
	unsigned char byte = (unsigned char)signal;
	(void)!write(pipe_fds[1], &byte, 1);
	errno = saved;
}

/* SA_RESETHAND has put the default back, so raising it again ends the process as it would have. */
static void fault(int signal)
{
	term_emergency_restore();
	raise(signal);
}

static bool open_pipe(void)
{
	return pipe2(pipe_fds, O_NONBLOCK | O_CLOEXEC) == 0;
}

bool signals_open(void)
{
	if (!open_pipe())
		return false;
	fault_stack = mem_alloc(FAULT_STACK);
	stack_t stack = {.ss_sp = fault_stack, .ss_size = FAULT_STACK};
	if (fault_stack)
		sigaltstack(&stack, &stack_before);
	struct sigaction act = {.sa_handler = note, .sa_flags = SA_RESTART};
	sigfillset(&act.sa_mask);
	for (int i = 0; i < N_ASKED; i++)
		sigaction(asked[i], &act, &before[i]);
	act.sa_handler = fault;
	act.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | (fault_stack ? SA_ONSTACK : 0));
	sigemptyset(&act.sa_mask);
	for (int i = 0; i < N_FAULTS; i++)
		sigaction(faults[i], &act, &before[N_ASKED + i]);
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, &before_pipe);
	return true;
}

void signals_close(void)
{
	for (int i = 0; i < N_ASKED; i++)
		sigaction(asked[i], &before[i], NULL);
	for (int i = 0; i < N_FAULTS; i++)
		sigaction(faults[i], &before[N_ASKED + i], NULL);
	sigaction(SIGPIPE, &before_pipe, NULL);
	if (fault_stack)
		sigaltstack(&stack_before, NULL);
	mem_free(fault_stack);
	fault_stack = NULL;
	for (int i = 0; i < 2; i++) {
		if (pipe_fds[i] >= 0)
			close(pipe_fds[i]);
		pipe_fds[i] = -1;
	}
}

int signals_fd(void)
{
	return pipe_fds[0];
}

int signals_take(void)
{
	unsigned char byte;
	return pipe_fds[0] >= 0 && read(pipe_fds[0], &byte, 1) == 1 ? byte : 0;
}

/* The whole job stops, as with a program that takes ^Z from the terminal; in an orphaned group nothing happens. */
void signals_stop(void)
{
	struct sigaction own, stop = {.sa_handler = SIG_DFL};
	sigaction(SIGTSTP, &stop, &own);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &own, NULL);
}
