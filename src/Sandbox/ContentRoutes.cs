// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Content;
using Sandbox.Downloads;
using Sandbox.Registry;
using Sandbox.Store;

namespace Sandbox;

/// <summary>Everything clients of packages and images talk to: /pulp/content/, /pypi/, /v2/ and its /token/.</summary>
/// <param name="store">What there is to serve.</param>
/// <param name="whoIs">The caller's user name, if the login that came along is right.</param>
/// <param name="mayDownload">Decides for RBAC guards.</param>
/// <param name="create">For the first push to a name.</param>
/// <param name="pushesAreOrdinary">A push goes to any container repository, as from pulp_container 2.29 on.</param>
internal sealed class ContentRoutes(
    PulpStore store,
    Func<HttpContext, string?> whoIs,
    MayDownload mayDownload,
    CreatePushRepository create,
    bool pushesAreOrdinary = false) : IDisposable
{
    private readonly OnDemand _onDemand = new(store);
    private readonly ServedFiles _served = new(store);
    private readonly RegistryTokens _tokens = new(whoIs);
    private readonly RegistryUploads _uploads = new(store);

    /// <summary>Who answers this path; null when it is none of ours.</summary>
    public RequestDelegate? Find(PathString path) => path.Value switch
    {
        { } value when value.StartsWith(ContentApp.Prefix, StringComparison.Ordinal) => context => ContentAsync(context, ContentApp.Prefix),
        { } value when value.StartsWith(ContentApp.PythonPrefix, StringComparison.Ordinal) =>
            context => ContentAsync(context, ContentApp.PythonPrefix),
        { } value when (value + "/").StartsWith(RegistryApi.Prefix + "/", StringComparison.Ordinal) => RegistryAsync,
        { } value when value.TrimEnd('/') + "/" == RegistryTokens.Path => _tokens.IssueAsync,
        _ => null,
    };

    public void Dispose()
    {
        _onDemand.Dispose();
        _uploads.Dispose();
    }

    private Task RegistryAsync(HttpContext context)
    {
        var repositories = new RegistryRepositories(store);
        return new RegistryApi(
            repositories,
            _tokens,
            new(repositories, _uploads, new(store, _onDemand)),
            new(store, _uploads, new(store, _uploads, create, pushesAreOrdinary)))
            .ServeAsync(context);
    }

    private Task ContentAsync(HttpContext context, string prefix)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return new ContentApp(store, new(store, mayDownload), _served, new(store, _onDemand)).ServeAsync(context, prefix);
        }

        context.Response.Headers.Allow = "GET,HEAD";
        return Refusal.WriteAsync(context, 405, "Method Not Allowed");
    }
}
