// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Pulp.Api;
using Modules.Pulp.Session;
using Modules.Waiting;
using ContainerInspectResponse = Docker.DotNet.Models.ContainerInspectResponse;

namespace Modules.PulpServer;

/// <summary>The administrator's password: tried with a login, and set in Pulp's container only where the login is refused.</summary>
internal sealed class AdminPasswordModule : IModule
{
    private const string Administrator = "admin";

    /// <summary>How long a server that was restarted may need.</summary>
    private static readonly TimeSpan Starting = TimeSpan.FromSeconds(60);

    private static readonly Argument<string?> Wanted = Connection.Password with { Required = true };
    private static readonly Argument<string?> ContainerName = Argument.Text("container_name") with { Default = "pulp" };
    private static readonly Argument<string?> ContainerUser = Argument.Text("container_user");

    public string Name => "admin_password";

    public ArgumentSpec Arguments { get; } = new(
    [
        .. Connection.Arguments([]).Select(each => each.Name == Wanted.Name ? Wanted : each),
        ContainerName, ContainerUser, .. EngineArguments.All,
    ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var password = Typed(run.Get(Wanted));
        if (run.Get(Connection.Username) is { Length: > 0 } other && other != Administrator)
        {
            throw new ModuleException(
                $"Only the password of '{Administrator}' can be reset, not that of '{other}': the module user sets those of others.");
        }

        using var pulp = Connection.Open(run);
        run.UnderWay = "log in";
        if (run.CheckMode ? await ForeseeAsync(pulp, password, run, ct) : await pulp.Api.AcceptsAsync(Administrator, password, ct))
        {
            return Result(false);
        }

        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var container = run.Get(ContainerName)!;
        RefuseIdle(container, await engine.FindContainerAsync(container, ct));
        if (!run.CheckMode)
        {
            run.UnderWay = "reset the password";
            await ResetAsync(engine, container, password, run, ct);
            if (!await pulp.Api.AcceptsAsync(Administrator, password, ct))
            {
                throw new ModuleException(
                    $"The password was reset in the container '{container}', but {run.Get(Connection.PulpUrl)} still refuses the login. "
                    + "Does another server answer there, or is the user inactive?")
                { Changed = true };
            }
        }

        return Result(true);
    }

    /// <summary>Whether the password is the one that is wanted; a server that runs and was restarted just now answers in a while.</summary>
    private static async Task<bool> ForeseeAsync(PulpSession pulp, string password, Invocation run, CancellationToken ct)
    {
        try
        {
            return await pulp.Api.AcceptsAsync(Administrator, password, ct);
        }
        catch (ModuleException silent) when (IsStarting(silent))
        {
            using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
            RefuseIdle(run.Get(ContainerName)!, await engine.FindContainerAsync(run.Get(ContainerName)!, ct));
        }

        try
        {
            return await Polling.For(Starting, Polling.Every(TimeSpan.FromSeconds(1))).UntilAsync<bool>(LookAsync, ct);
        }
        catch (ModuleException silent) when (IsStarting(silent))
        {
            _ = run.Warnings.Add($"Whether the password would be reset is not known, since the server does not answer: {silent.Message}");
            return true;
        }

        async Task<Look<bool>> LookAsync(CancellationToken stop)
        {
            try
            {
                return new Look<bool>.Found(await pulp.Api.AcceptsAsync(Administrator, password, stop));
            }
            catch (ModuleException silent) when (IsStarting(silent))
            {
                return new Look<bool>.NotYet(() => silent);
            }
        }
    }

    private static bool IsStarting(ModuleException failure) => failure.Cause is NoAnswer or PulpRefusal
    {
        Status: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
    };

    private static async Task ResetAsync(DockerEngine engine, string container, string password, Invocation run, CancellationToken ct)
    {
        var seconds = run.Get(Connection.Timeout);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            // Without a terminal it reads what it asks for, the password and the password again, from its input.
            await engine.ExecuteAsync(
                container,
                new("pulpcore-manager", "reset-admin-password") { Input = $"{password}\n{password}\n", User = run.Get(ContainerUser) },
                patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModuleException(
                $"pulpcore-manager reset-admin-password did not end within {seconds} s in the container '{container}'.") { Changed = true };
        }
    }

    private static void RefuseIdle(string name, ContainerInspectResponse? container)
    {
        if (container is null)
        {
            throw new ModuleException(
                $"The engine has no container '{name}' to reset the password in. Pulp's is named with container_name.");
        }

        if (container.State is not { Running: true, Paused: false })
        {
            throw new ModuleException(
                $"The container '{name}' is {container.State?.Status ?? "not running"}: "
                    + "the password can be reset only while it runs.");
        }
    }

    /// <summary>What a prompt can take.</summary>
    private static string Typed(string? password) => password switch
    {
        null or "" => throw new ModuleException("password is empty: Pulp wants at least one character."),
        _ when password.Any(char.IsControl) =>
            throw new ModuleException("password has a line break or another control character, which cannot be typed at a prompt."),
        _ => password,
    };

    private static ModuleResult Result(bool changed) => new(changed)
    {
        Values = new JsonObject { ["user"] = new JsonObject { ["username"] = Administrator } },
    };
}
