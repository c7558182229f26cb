// SPDX-License-Identifier: GPL-3.0-or-later
using Docs;
using Modules;
using Modules.Documentation;

var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
try
{
    var files = Output.Of(Catalog.Modules, WordsFolder.Read(Path.Combine(root, "src", "Modules")), root);
    foreach (var (path, text) in files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    foreach (var gone in Output.Gone(files, root))
    {
        File.Delete(gone);
    }

    return 0;
}
catch (WordsException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
