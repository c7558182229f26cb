// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Warp.Settings;

namespace Modules.Warp.Traas;

/// <summary>Writes login, inventory and configuration of ssh for servers that a cloud has, as the play oooq-traas.yaml does.</summary>
internal sealed class OooqTraasInventoryModule : IModule
{
    public string Name => "oooq_traas_inventory";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => TraasArguments.Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var folder = SettingsReader.LocalWorkingFolder(run, WarpHome.Of(SettingsReader.UserOf(run)));
        RequireNames(run);
        var login = run.Get(TraasArguments.Auth) is { } auth ? new CloudLogin(auth) : null;
        if (login is null && run.Get(TraasArguments.ServersFile) is not { Length: > 0 })
        {
            throw new ModuleException("Give auth, the login to the cloud, or servers_file: that is empty.");
        }

        var (servers, region) = run.Get(TraasArguments.ServersFile) is { Length: > 0 } file
            ? (TraasServer.Read(file), run.Get(TraasArguments.Region))
            : await new NovaApi(run, new KeystoneApi(run, login!)).ListAsync(ct);
        var inventory = TraasInventory.Of(
            [.. servers.Select(TraasServer.Of)],
            run.Get(TraasArguments.ClusterId) is { Length: > 0 } cluster ? cluster : null,
            run.Get(TraasArguments.Network)!);
        var changes = new InventoryFiles(folder).Write(Files(run, folder, login, region, inventory), run.CheckMode);
        return new(changes.Count > 0)
        {
            Differences = changes,
            Values = new JsonObject
            {
                ["hosts"] = new JsonArray([.. inventory.All.Select(node => (JsonNode?)node.ToJson())]),
                ["controller_hosts"] = Texts(inventory.Addresses("controller")),
                ["compute_hosts"] = Texts(inventory.Addresses("compute")),
                ["written"] = Texts(changes.Select(change => change.Of!)),
            },
        };
    }

    private static List<InventoryFile> Files(
        Invocation run, string folder, CloudLogin? login, string? region, TraasInventory inventory)
    {
        var configuration = run.Get(TraasArguments.SshConfig)!;
        var usual = Path.Combine(folder, "id_rsa");
        var text = new InventoryText(
            inventory,
            new(run.Get(TraasArguments.UndercloudUser)!, run.Get(TraasArguments.UndercloudKey) ?? usual),
            new(run.Get(TraasArguments.OvercloudUser)!, run.Get(TraasArguments.OvercloudKey) ?? usual),
            Path.Combine(folder, configuration));
        List<InventoryFile> files =
        [
            new("hosts", text.Hosts(), InventoryFiles.ForAll, shown => shown),
            new(configuration, text.SshConfiguration(), InventoryFiles.ForAll, shown => shown),
        ];
        if (login is not null)
        {
            var clouds = CloudsText.Of(run.Get(TraasArguments.Cloud)!, login, region, run.Get(TraasArguments.Side)!);
            files.Insert(0, new("clouds.yaml", clouds, InventoryFiles.ForOwner, CloudsText.Shown));
        }

        return files;
    }

    /// <summary>Before a cloud is asked.</summary>
    private static void RequireNames(Invocation run)
    {
        var configuration = run.Get(TraasArguments.SshConfig)!;
        if (Path.GetFileName(configuration) != configuration || configuration is "" or "." or ".." or "hosts" or "clouds.yaml")
        {
            throw new ModuleException(
                $"Give a name of a file in lwd in ssh_config, beside hosts and clouds.yaml: '{configuration}' is none.");
        }

        foreach (var argument in (IReadOnlyList<Argument<string?>>)[TraasArguments.Cloud, TraasArguments.Network])
        {
            if (string.IsNullOrWhiteSpace(run.Get(argument)))
            {
                throw new ModuleException($"Give {argument.Name} a name, such as {argument.Default}: it is '{run.Get(argument)}'.");
            }
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
