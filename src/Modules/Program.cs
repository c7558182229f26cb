// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using CommandLine;
using ModuleHost.Execution;
using ModuleHost.Start;
using Modules;
using Modules.Shell;

var executable = Environment.GetCommandLineArgs()[0];
var host = new Host(Catalog.Modules, Constants.All);
if (host.IsCalled(executable, args))
{
    return await host.RunOnStandardStreamsAsync(executable, args);
}

ProcessStart.Draws();
var output = new StreamWriter(StandardStream.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
var error = new StreamWriter(StandardStream.Error) { AutoFlush = true };
try
{
    var code = await ShellCommands.Of(Catalog.Modules, host, ProgramVersion.Of(typeof(Catalog))).RunAsync(args, output, error);
    await output.FlushAsync();
    return code;
}
catch (IOException)
{
    return 1; // nobody is listening any more
}
