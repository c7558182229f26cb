using ModuleHost.Execution;
using ModuleHost.Start;
using Modules;

if (args is ["watch", .. var rest])
{
    ProcessStart.Draws();
    return await Modules.Watch.Watcher.RunAsync(rest);
}

var version = typeof(Catalog).Assembly.GetName().Version!.ToString(3);
return await new Host(Catalog.Modules, version).RunOnStandardStreamsAsync(Environment.GetCommandLineArgs()[0], args);
