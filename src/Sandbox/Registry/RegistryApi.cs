// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Registry;

/// <summary>/v2/: the registry API. Anybody may pull what is public; a private repository and every push want a login.</summary>
internal sealed class RegistryApi(RegistryRepositories repositories, RegistryTokens tokens, RegistryPulls pulls, RegistryPushes pushes)
{
    public const string Prefix = "/v2";

    public async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        try
        {
            await (context.Request.Path.Value!.TrimEnd('/') switch
            {
                Prefix => GreetAsync(context),
                Prefix + "/_catalog" => pulls.CatalogAsync(context),
                var path => ServeAsync(context, RegistryPath.Parse(path[(Prefix.Length + 1)..]) ?? throw RegistryException.NoSuchPage()),
            });
        }
        catch (RegistryException e)
        {
            await RegistryAnswer.RefuseAsync(context, e);
        }
    }

    /// <summary>Clients ask here first, to learn how to log in.</summary>
    private Task GreetAsync(HttpContext context)
    {
        if (tokens.Identify(context).IsKnown)
        {
            return RegistryAnswer.JsonAsync(context, new JsonObject());
        }

        RegistryTokens.Challenge(context, null, "");
        throw RegistryException.Unauthorized("Authentication credentials were not provided.");
    }

    private Task ServeAsync(HttpContext context, RegistryPath path)
    {
        var isPull = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var repository = repositories.Find(path.Name);
        if ((!isPull || repository?.Distribution.Flag("private") == true) && tokens.Identify(context).User is null)
        {
            RegistryTokens.Challenge(context, path.Name, isPull ? "pull" : "pull,push");
            throw RegistryException.Unauthorized("Authentication credentials were not provided.");
        }

        return isPull
            ? pulls.ServeAsync(context, path, repository ?? throw RegistryException.NameUnknown(path.Name))
            : pushes.ServeAsync(context, path);
    }
}
