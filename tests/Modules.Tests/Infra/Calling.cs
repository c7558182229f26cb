// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Execution;

namespace Modules.Tests.Infra;

/// <summary>Runs a module in this process, as Ansible would.</summary>
internal static class Calling
{
    public static Task<JsonObject> RunAsync(string module, JsonObject arguments, bool checkMode = false) =>
        RunAsync(Catalog.Modules, module, arguments, checkMode);

    /// <summary>One that was made for a test, with parts of the test's own.</summary>
    public static Task<JsonObject> RunAsync(IModule module, JsonObject arguments, bool checkMode = false) =>
        RunAsync([module], module.Name, arguments, checkMode);

    private static async Task<JsonObject> RunAsync(IReadOnlyList<IModule> modules, string module, JsonObject arguments, bool checkMode)
    {
        var all = arguments.DeepClone().AsObject();
        all["_ansible_check_mode"] = checkMode;
        all["_ansible_diff"] = true;
        using var input = new StringReader(all.ToJsonString());
        using var output = new StringWriter();
        _ = await new Host(modules, Constants.All).RunAsync(module, [module, "-"], input, output);
        return JsonNode.Parse(output.ToString())!.AsObject();
    }

    /// <summary>Gives a list module its list, with a login to a sandbox.</summary>
    public static Task<JsonObject> ListAsync(
        string module, string address, string type, IEnumerable<JsonObject> items, bool checkMode = false, JsonObject? more = null) =>
        RunAsync(module, ListArguments(address, type, items, more), checkMode);

    public static JsonObject ListArguments(string address, string type, IEnumerable<JsonObject> items, JsonObject? more = null)
    {
        var arguments = more?.DeepClone().AsObject() ?? [];
        (arguments["pulp_url"], arguments["username"], arguments["password"]) = (address, "admin", "password");
        arguments[type] = new JsonArray([.. items.Select(item => (JsonNode?)item.DeepClone())]);
        arguments.TryAdd("progress_file", "");
        arguments.TryAdd("show_results", "all");
        return arguments;
    }

    /// <summary>With a login to the server at the address.</summary>
    public static Task<JsonObject> RunAsync(string module, string address, string arguments = "{}")
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (address, "admin", "correct horse");
        return RunAsync(module, all);
    }
}
