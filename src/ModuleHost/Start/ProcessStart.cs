// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModuleHost.Start;

/// <summary>What ran before the runtime (<c>start.c</c>, in native programs only) learns how far this program is.</summary>
public static partial class ProcessStart
{
    /// <summary>Signals are listened to from here on: one that came earlier is sent again.</summary>
    internal static void Runs()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            SystemRuns();
        }
    }

    /// <summary>What is written from here on is the answer: none is made up for a process that ends.</summary>
    internal static void Answers()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            SystemAnswers();
        }
    }

    /// <summary>There will be no answer: this is a program a person looks at, and signals end it as they do others.</summary>
    public static void Draws()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            SystemDraws();
        }
    }

    [LibraryImport("module_host_start", EntryPoint = "module_host_runs")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SystemRuns();

    [LibraryImport("module_host_start", EntryPoint = "module_host_answers")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SystemAnswers();

    [LibraryImport("module_host_start", EntryPoint = "module_host_draws")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SystemDraws();
}
