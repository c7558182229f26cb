// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Linked into every native binary: functions whose newest version needs a glibc newer than 2.28 are bound to the version that
 * every glibc has. They are the same functions; glibc 2.34 gave them new versions when it merged libpthread, libdl and librt into
 * libc. The linker sends each call here (--wrap, wrap.rsp), and from here it jumps on with its arguments as they are.
 */
#if defined(__x86_64__)
#define JUMP "jmp "
#define VERSION(x86_64) "GLIBC_" x86_64
#elif defined(__aarch64__)
#define JUMP "b "
#define VERSION(x86_64) "GLIBC_2.17" /* the first glibc there was for this architecture */
#else
#error "no old versions are known for this architecture"
#endif

#define OLD(name, x86_64) \
  __asm__(".symver old_" #name ", " #name "@" VERSION(x86_64) "\n" \
          ".text\n" \
          ".globl __wrap_" #name "\n" \
          ".hidden __wrap_" #name "\n" \
          ".type __wrap_" #name ", %function\n" \
          "__wrap_" #name ":\n" \
          JUMP "old_" #name "\n" \
          ".size __wrap_" #name ", .-__wrap_" #name "\n")

OLD(log, "2.2.5");
OLD(pow, "2.2.5");
OLD(exp, "2.2.5");
OLD(log2, "2.2.5");
OLD(exp2, "2.2.5");
OLD(dladdr, "2.2.5");
OLD(dlclose, "2.2.5");
OLD(dlerror, "2.2.5");
OLD(dlopen, "2.2.5");
OLD(dlsym, "2.2.5");
OLD(pthread_attr_getstack, "2.2.5");
OLD(pthread_attr_setstacksize, "2.2.5");
OLD(pthread_condattr_setclock, "2.3.3");
OLD(pthread_create, "2.2.5");
OLD(pthread_detach, "2.2.5");
OLD(pthread_getattr_np, "2.2.5");
OLD(pthread_join, "2.2.5");
OLD(pthread_key_create, "2.2.5");
OLD(pthread_kill, "2.2.5");
OLD(pthread_mutexattr_destroy, "2.2.5");
OLD(pthread_mutexattr_init, "2.2.5");
OLD(pthread_mutexattr_settype, "2.2.5");
OLD(pthread_once, "2.2.5");
OLD(pthread_rwlock_rdlock, "2.2.5");
OLD(pthread_rwlock_unlock, "2.2.5");
OLD(pthread_rwlock_wrlock, "2.2.5");
OLD(pthread_setname_np, "2.12");
OLD(pthread_setspecific, "2.2.5");
OLD(pthread_sigmask, "2.2.5");
OLD(shm_open, "2.2.5");
OLD(shm_unlink, "2.2.5");

/*
 * Up to 2.33 the program itself ran its constructors, in a function of that name that the linker added and that is now gone: an
 * old glibc calls the one it is given. A new one takes a given one for an old program's, and leaves the constructors to it.
 */
typedef void function(int, char **, char **);
typedef int main_function(int, char **, char **);
typedef void end_function(void);

extern function *__preinit_array_start[] __attribute__((visibility("hidden")));
extern function *__preinit_array_end[] __attribute__((visibility("hidden")));
extern function *__init_array_start[] __attribute__((visibility("hidden")));
extern function *__init_array_end[] __attribute__((visibility("hidden")));
extern void _init(void);

static void __libc_csu_init(int argc, char **argv, char **environment)
{
  for (function **constructor = __preinit_array_start; constructor != __preinit_array_end; constructor++) {
    (*constructor)(argc, argv, environment);
  }
  _init();
  for (function **constructor = __init_array_start; constructor != __init_array_end; constructor++) {
    (*constructor)(argc, argv, environment);
  }
}

__asm__(".symver old_libc_start_main, __libc_start_main@" VERSION("2.2.5"));
extern int old_libc_start_main(main_function *, int, char **, function *, end_function *, end_function *, void *);

int __wrap___libc_start_main(
  main_function *main, int argc, char **argv, function *constructors, end_function *end, end_function *end_of_linker, void *stack)
{
  return old_libc_start_main(main, argc, argv, constructors ? constructors : __libc_csu_init, end, end_of_linker, stack);
}
