// SPDX-License-Identifier: GPL-3.0-or-later
using Docs;
using Modules;
using Modules.Documentation;

var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
try
{
    foreach (var (path, text) in Output.Of(Catalog.Modules, WordsFolder.Read(Path.Combine(root, "src", "Modules")), root))
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    return 0;
}
catch (WordsException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
