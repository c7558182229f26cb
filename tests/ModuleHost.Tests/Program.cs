// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using ModuleHost.Execution;
using ModuleHost.Tests.Infra;

// Run by InterruptionTests and OnStandardStreamsTests as a process of its own.
var patience = Environment.GetEnvironmentVariable("PATIENCE") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 5;
var host = new Host(Animals.All) { Patience = TimeSpan.FromSeconds(patience) };
return await host.RunOnStandardStreamsAsync(Environment.GetEnvironmentVariable("CALLED_AS") ?? "kayobe-modules", args);
