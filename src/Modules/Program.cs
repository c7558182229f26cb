using Modules;

var version = typeof(Catalog).Assembly.GetName().Version!.ToString(3);
return await new ModuleHost.Host(Catalog.Modules, version).RunAsync(
    Environment.GetCommandLineArgs()[0], args, Console.In, Console.Out);
