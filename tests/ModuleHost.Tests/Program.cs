// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Execution;
using ModuleHost.Tests.Infra;

// Run by InterruptionTests and OnStandardStreamsTests as a process of its own.
return await new Host(Animals.All).RunOnStandardStreamsAsync(Environment.GetEnvironmentVariable("CALLED_AS") ?? "kayobe-modules", args);
