// SPDX-License-Identifier: GPL-3.0-or-later
// Runs before the runtime: what comes too early for it, and what it would hang or die of without an answer.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

// Measured with the heaviest module; what is there must be more than what is needed to tell of a failure.
enum { THREADS = 12, DESCRIPTORS = 16, DESCRIPTORS_WANTED = 256, STACK = 1536 * 1024, PROBE_STACK = 64 * 1024 };
static const size_t MEMORY = 112UL << 20, DATA = 48UL << 20;

enum { STARTING, RUNNING, ANSWERING };
static volatile sig_atomic_t phase, early;
static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof *signals };

// An answer of the host's form. Whoever calls this knows that none was written.
static void fail(const char *message)
{
    static char answer[640];
    int length = snprintf(answer, sizeof answer, "{\"changed\":false,\"failed\":true,\"msg\":\"%s\"}\n", message);
    if (write(1, answer, (size_t)length) < 0)
    {
        (void)!write(2, message, strlen(message));
        (void)!write(2, "\n", 1);
    }

    _exit(1);
}

// The runtime calls this one, too, once it listens itself.
static void note(int number)
{
    if (phase != STARTING)
    {
        return;
    }

    if (early != 0)
    {
        fail("Interrupted before the module began. Nothing was asked of a server.");
    }

    early = number;
}

// A signal that ends the process would do so without a word until the runtime listens. What is ignored (nohup) stays so.
static void note_signals(int count, char **arguments, char **environment)
{
    (void)count, (void)arguments, (void)environment;
    for (int i = 0; i < SIGNALS; i++)
    {
        struct sigaction now;
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
        {
            now.sa_handler = note;
            now.sa_flags = SA_RESTART;
            sigaction(signals[i], &now, NULL);
        }
    }
}

// Before the constructors of the libraries: the sooner, the fewer signals are missed.
__attribute__((section(".preinit_array"), used)) static void (*first)(int, char **, char **) = note_signals;

static void aborted(int number)
{
    (void)number;
    if (phase != ANSWERING)
    {
        fail(phase == STARTING
            ? "The module could not start: too little memory, or a limit of this process that is too low (ulimit -a)."
            : "The module was ended by its runtime: too little memory, most likely (ulimit -v, or the limit of a container). "
              "What was already asked of a server stays; running the same task again continues from there.");
    }
}

// Written past the size a file may have (ulimit -f): the write fails, and that is told as other failures are.
static void go_on(int number)
{
    (void)number;
}

static void out_of_time(int number)
{
    (void)number;
    if (phase != ANSWERING)
    {
        fail("The module used more of the processor than this process may (ulimit -t, LimitCPU). "
             "What was already asked of a server stays; running the same task again continues from there.");
    }
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction handling = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(number, &handling, NULL);
}

static void ended(void)
{
    if (phase == STARTING)
    {
        aborted(SIGABRT);
    }
}

// A standard stream that is closed would be given to the next file that is opened. It becomes one that fails.
static void keep_standard_streams(void)
{
    for (int descriptor = 0; descriptor < 3; descriptor++)
    {
        if (fcntl(descriptor, F_GETFD) < 0)
        {
            (void)!open("/dev/null", descriptor == 1 ? O_RDONLY : O_WRONLY);
        }
    }
}

static void need_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < DESCRIPTORS_WANTED && limit.rlim_cur < limit.rlim_max)
    {
        limit.rlim_cur = limit.rlim_max < DESCRIPTORS_WANTED ? limit.rlim_max : DESCRIPTORS_WANTED;
        setrlimit(RLIMIT_NOFILE, &limit);
    }

    int opened[DESCRIPTORS], count = 0;
    while (count < DESCRIPTORS && (opened[count] = dup(2)) >= 0)
    {
        count++;
    }

    for (int i = 0; i < count; i++)
    {
        close(opened[i]);
    }

    if (count < DESCRIPTORS)
    {
        fail("The module needs 16 more files than this process may open. Raise its limit (ulimit -n, LimitNOFILE).");
    }
}

static void need_memory(void)
{
    void *room = mmap(NULL, MEMORY, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    void *data = mmap(NULL, DATA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED || data == MAP_FAILED)
    {
        fail("The module needs 160 MB of address space, more than this process may have. Raise its limit (ulimit -v and -d, LimitAS, LimitDATA).");
    }

    munmap(room, MEMORY);
    munmap(data, DATA);
}

static void *wait_for_release(void *gate)
{
    pthread_mutex_lock(gate);
    pthread_mutex_unlock(gate);
    return NULL;
}

// The runtime waits for ever for a thread that it cannot have.
static void need_threads(void)
{
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    pthread_attr_t small;
    pthread_t threads[THREADS];
    int count = 0;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, PROBE_STACK);
    pthread_mutex_lock(&gate);
    while (count < THREADS && pthread_create(&threads[count], &small, wait_for_release, &gate) == 0)
    {
        count++;
    }

    pthread_mutex_unlock(&gate);
    for (int i = 0; i < count; i++)
    {
        pthread_join(threads[i], NULL);
    }

    pthread_attr_destroy(&small);
    if (count < THREADS)
    {
        fail("The module needs 12 threads more than this process may start. Raise its limit (ulimit -u, LimitNPROC, TasksMax, pids.max).");
    }
}

// A thread's stack of 8 MB and an allocator's arena of 64 MB are reserved, never filled, and count against a limit all the same.
static void reserve_less(void)
{
    pthread_attr_t all;
    pthread_attr_init(&all);
    pthread_attr_setstacksize(&all, STACK);
    // By its name: its version differs between glibc 2.34 and older ones, and between architectures.
    int (*set_default)(const pthread_attr_t *) = (int (*)(const pthread_attr_t *))dlsym(RTLD_DEFAULT, "pthread_setattr_default_np");
    if (set_default != NULL)
    {
        set_default(&all);
    }

    pthread_attr_destroy(&all);
    mallopt(M_ARENA_MAX, 1);
}

__attribute__((constructor)) static void before_the_runtime(void)
{
    keep_standard_streams();
    handle(SIGABRT, aborted);
    handle(SIGXFSZ, go_on);
    handle(SIGXCPU, out_of_time);
    atexit(ended);
    reserve_less();
    need_descriptors();
    need_memory();
    need_threads();
}

static void send_again(void)
{
    if (early != 0)
    {
        kill(getpid(), early);
    }
}

// The runtime runs and listens to signals: from here on an end without an answer is not one of the start.
void module_host_runs(void)
{
    phase = RUNNING;
    send_again();
}

// What is written now is the answer.
void module_host_answers(void)
{
    phase = ANSWERING;
}

// There will be no answer, and signals end the process as they do others.
void module_host_draws(void)
{
    phase = ANSWERING;
    for (int i = 0; i < SIGNALS; i++)
    {
        struct sigaction now;
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == note)
        {
            now.sa_handler = SIG_DFL;
            sigaction(signals[i], &now, NULL);
        }
    }

    send_again();
}
