using ModuleHost;
using Modules;

var version = typeof(Catalog).Assembly.GetName().Version!.ToString(3);
return await new Host(Catalog.Modules, version).RunOnStandardStreamsAsync(Environment.GetCommandLineArgs()[0], args);
