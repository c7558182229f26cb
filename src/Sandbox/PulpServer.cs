// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Listening;
using Sandbox.Api;
using Sandbox.Api.Access;
using Sandbox.Api.Content;
using Sandbox.Api.Entities;
using Sandbox.Api.Presentation;
using Sandbox.Api.Repositories;
using Sandbox.Api.Tasks;
using Sandbox.Api.Transfer;
using Sandbox.Api.Validation;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox;

/// <summary>All routes, and what happens to every request on its way to one.</summary>
internal sealed class PulpServer : IDisposable
{
    private readonly Router _router = new();
    private readonly Authentication _authentication;
    private readonly ContentRoutes _content;
    private readonly PulpInstance _pulp;
    private readonly AccessPolicies _policies;

    public PulpServer(PulpInstance pulp)
    {
        _pulp = pulp;
        _policies = new AccessPolicies(pulp);
        _authentication = new Authentication(new Accounts(pulp.Store).Find, new Sessions(), pulp.Release.Has("3.25") ? 401 : 403);
        var presentation = new EntityPresentation(pulp);
        var validator = new Validator(pulp);
        var creation = new EntityCreation(pulp);
        var publisher = new Publisher(pulp, presentation);
        var versions = new VersionPresentation(pulp);
        var units = new UnitPresentation(pulp);
        var uploads = new Uploads(pulp.Store.Blobs);
        var repositories = new RepositoryEndpoints(pulp, validator, publisher, versions);
        var tasks = new TaskPresentation(pulp);
        var groups = new TaskGroupEndpoints(pulp, tasks);

        new StatusEndpoints(pulp).Map(_router);
        DocsEndpoints.Map(_router);
        if (pulp.Release.Has("3.70"))
        {
            new LoginEndpoints(pulp, _authentication).Map(_router);
        }

        var entities = new EntityEndpoints(pulp, presentation, validator, creation);
        entities.Map(_router);
        new PolicyEndpoints(pulp, presentation, entities).Map(_router);
        new GroupEndpoints(pulp, validator).Map(_router);
        new RoleEndpoints(pulp, validator).Map(_router);
        new ModelRoleEndpoints(pulp, validator).Map(_router);
        if (pulp.Release.Has("3.33"))
        {
            new LabelEndpoints(pulp, validator).Map(_router);
        }

        new PublicationEndpoints(pulp, validator, publisher).Map(_router);
        repositories.Map(_router);
        new CopyEndpoints(pulp, validator, repositories).Map(_router);
        new ReclaimEndpoints(pulp, validator).Map(_router);
        new ContainerEndpoints(pulp, validator, repositories).Map(_router);
        new VersionEndpoints(pulp, validator, versions).Map(_router);
        new ContentEndpoints(pulp, units).Map(_router);
        new ContentUploadEndpoints(pulp, validator, units, repositories, uploads).Map(_router);
        new UploadEndpoints(pulp, validator, uploads).Map(_router);
        new ArtifactEndpoints(pulp).Map(_router);
        new OrphanEndpoints(pulp, validator).Map(_router);
        new TaskEndpoints(pulp, validator, tasks).Map(_router);
        groups.Map(_router);
        new AcsEndpoints(pulp, groups).Map(_router);
        new ExportEndpoints(pulp, validator).Map(_router);
        new ImportEndpoints(pulp, validator, creation, groups).Map(_router);
        _content = new ContentRoutes(
            pulp.Store,
            context => _authentication.TryIdentify(context)?.Username,
            (context, guard) => ObjectRoles.MayDownload(pulp.Store, _authentication.TryIdentify(context), guard),
            creation.MakePushRepository,
            pulp.Release.Has("container", "2.29"));
        InitialEntities.Add(pulp);
    }

    public async Task HandleAsync(HttpContext context, RequestLog? log)
    {
        var started = Stopwatch.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            // Before the first byte leaves: whoever has an answer finds its request in the log.
            log?.Write(context, took: Stopwatch.GetElapsedTime(started));
            return Task.CompletedTask;
        });
        try
        {
            if (Cost(context.Request) is var cost && cost > TimeSpan.Zero)
            {
                await Task.Delay(cost, context.RequestAborted);
            }

            await (_content.Find(context.Request.Path) ?? RouteAsync)(context);
        }
        catch (HttpProblemException problem) when (problem is { Status: 404, IsNoSuch: true } && !_pulp.Release.Has("3.55"))
        {
            // Django REST framework did not tell which model before its 3.15.
            await Exchange.ReplyAsync(context.Response, context.Request.Method, 404, new JsonObject { ["detail"] = "Not found." });
        }
        catch (HttpProblemException problem) when (problem.Status == 500)
        {
            await Pages.ServerErrorAsync(context.Response);
        }
        catch (HttpProblemException problem)
        {
            await Exchange.ReplyAsync(context.Response, context.Request.Method, problem.Status, problem.Body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {fault}");
            await Pages.ServerErrorAsync(context.Response);
        }
    }

    /// <summary>How long the answer takes, as the options say: on the way, and on a real server for the login above all.</summary>
    private TimeSpan Cost(HttpRequest request) => _pulp.Options.Latency + (request.Headers.Authorization.Count > 0
        ? _pulp.Options.PasswordCost
        : _pulp.Options.RequestCost);

    public void Dispose() => _content.Dispose();

    private async Task RouteAsync(HttpContext context)
    {
        if (RequestLine.LengthOf(context) is > RequestLine.Longest and var length)
        {
            await Pages.TooLongAsync(context.Response, length, RequestLine.Longest);
            return;
        }

        var path = context.Request.Path.Value ?? "/";
        var (match, methods) = _router.Find(context.Request.Method, path);
        if (match is null && methods.Count == 0)
        {
            await Pages.NotFoundAsync(context.Response);
            return;
        }

        var account = match is { Open: true } ? null : _authentication.Identify(context);
        if (match is null)
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            throw HttpProblemException.Detail(405, $"Method \"{context.Request.Method}\" not allowed.");
        }

        var exchange = new Exchange(context, account, match.Values);
        await _policies.RequireAsync(exchange, PolicyAction.Of(context.Request.Method, match.Pattern));
        await match.Handler(exchange);
    }
}
