// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Modules;
using Modules.Documentation;

namespace Docs.Tests;

public sealed class CatalogTests
{
    private const string Collection = "stackhpc.kayobe_modules.";

    [Fact]
    public void What_is_in_the_repository_is_what_would_be_written() =>
        Assert.All(Written(), file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));

    [Fact]
    public void No_page_is_left_of_a_module_that_is_gone() => Assert.Equal(
        Catalog.Modules.Select(module => module.Name + ".py").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Pages.Root, "collection", "plugins", "modules")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>What the catalogue adds with one line can be left out with it: its words are not in the way, nothing speaks of it.</summary>
    [Fact]
    public void The_modules_around_quickstart_can_be_left_out()
    {
        var files = Output.Of(
            [.. Catalog.Modules.Where(module => !module.Name.StartsWith("oooq_", StringComparison.Ordinal))],
            WordsFolder.Read(Path.Combine(Pages.Root, "src", "Modules")),
            Pages.Root);

        Assert.DoesNotContain(files, file => file.Key.Contains("oooq", StringComparison.Ordinal));
        Assert.DoesNotContain("oooq_", files.Single(file => file.Key.EndsWith("runtime.yml", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Pages.Root, "collection", "plugins", "modules"), "oooq_*.py").Order(),
            Output.Gone(files, Pages.Root).Order());
    }

    [Fact]
    public void The_action_group_has_each_module_that_calls_Pulp_and_no_other()
    {
        var runtime = Words.Document(File.ReadAllText(Path.Combine(Pages.Root, "collection", "meta", "runtime.yml")));

        Assert.Equal(
            Catalog.Modules.Where(module => module.Arguments.Arguments.Any(argument => argument.Name == "pulp_url")).Select(module => module.Name).Order(StringComparer.Ordinal),
            Words.Texts(Words.Find((YamlDotNet.RepresentationModel.YamlMappingNode)Words.Find(runtime, "action_groups")!, "pulp")));
    }

    [Fact]
    public void Each_module_is_run_by_the_action_plugin_there_is()
    {
        var runtime = Words.Document(File.ReadAllText(Path.Combine(Pages.Root, "collection", "meta", "runtime.yml")));
        var routing = (YamlDotNet.RepresentationModel.YamlMappingNode)Words.Find(runtime, "plugin_routing")!;
        var routes = (YamlDotNet.RepresentationModel.YamlMappingNode)Words.Find(routing, "modules")!;

        Assert.Equal(Catalog.Modules.Select(module => module.Name).Order(StringComparer.Ordinal), Words.Keys(routes));
        Assert.All(routes.Children.Values, route => Assert.Equal(Collection + "task", (string?)((YamlDotNet.RepresentationModel.YamlMappingNode)route)["action_plugin"]));
        Assert.True(File.Exists(Path.Combine(Pages.Root, "collection", "plugins", "action", "task.py")));
    }

    /// <summary>Reads the pages as Ansible does, where Ansible is installed as the end-to-end suite needs it.</summary>
    [Fact]
    public async Task Ansible_reads_each_page_with_every_option()
    {
        var folder = Directory.CreateTempSubdirectory("docs").FullName;
        var collection = Path.Combine(folder, "ansible_collections", "stackhpc", "kayobe_modules");
        foreach (var (path, text) in Written().Where(file => file.Key.EndsWith(".py", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(collection, Path.GetRelativePath(Path.Combine(Pages.Root, "collection"), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, text);
        }

        var start = new ProcessStartInfo("ansible-doc", ["-j", .. Catalog.Modules.Select(module => Collection + module.Name)])
        {
            RedirectStandardOutput = true,
            Environment = { ["ANSIBLE_COLLECTIONS_PATH"] = folder, ["ANSIBLE_HOME"] = folder, ["HOME"] = folder, ["LC_ALL"] = "C.UTF-8" },
        };
        using var ansible = Process.Start(start)!;
        var read = JsonNode.Parse(await ansible.StandardOutput.ReadToEndAsync())!;
        await ansible.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);

        Assert.All(Catalog.Modules, module => Assert.Equal(
            module.Arguments.Arguments.Select(argument => argument.Name).Order(StringComparer.Ordinal),
            read[Collection + module.Name]!["doc"]!["options"]!.AsObject().Select(option => option.Key).Order(StringComparer.Ordinal)));
    }

    private static IReadOnlyDictionary<string, string> Written() =>
        Output.Of(Catalog.Modules, WordsFolder.Read(Path.Combine(Pages.Root, "src", "Modules")), Pages.Root);
}
