// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Access;

/// <summary>The conditions that access policies name, for one request.</summary>
internal sealed class PolicyConditions(PulpInstance pulp, Exchange exchange, PolicyAction asked, Grants grants)
{
    /// <exception cref="HttpProblemException">404 for an object that is not shown; 400 for an upload into no repository.</exception>
    public async Task<bool> HoldsAsync(string expression)
    {
        foreach (var alternative in expression.Split(" or "))
        {
            var isNot = alternative.StartsWith("not ", StringComparison.Ordinal);
            if (await IsAsync(isNot ? alternative["not ".Length..] : alternative) != isNot)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsAsync(string condition)
    {
        var (name, permissions) = condition.Split(':', 2) is [var before, var after] ? (before, after.Split(',')) : (condition, []);
        return name switch
        {
            "has_model_perms" or "has_model_or_domain_perms" => Has(null),
            "has_model_or_obj_perms" or "has_model_or_domain_or_obj_perms" => Has(null) || IsOwn() || Has(Shown()),
            "has_repository_model_or_domain_or_obj_perms" or "has_group_model_or_obj_perms" => Has(null) || Has(Parent()),
            "has_remote_param_model_or_domain_or_obj_perms" => Has(null) || await MayNameAsync("remote"),
            "has_publication_param_model_or_domain_or_obj_perms" => Has(null) || await MayNameAsync("publication"),
            "has_repo_or_repo_ver_param_model_or_domain_or_obj_perms" =>
                Has(null) || (await MayNameAsync("repository") && await MayNameAsync("repository_version")),
            "has_required_repo_perms_on_upload" => await NamedAsync("repository") is { } repository
                ? Has(repository)
                : throw HttpProblemException.NonField("Destination upload repository was not provided."),
            "has_upload_param_model_or_domain_or_obj_perms" => true, // uploads are their maker's
            "has_namespace_model_perms" => grants.Has("container.add_containernamespace"),
            "has_namespace_or_obj_perms" or "has_namespace_obj_perms" => Has(null) || Has(Shown()) || InNamespace(),
            "has_distribution_perms" => Has(null)
                || pulp.Store.Referring(Shown()!.Href).Any(each => each.Type.Family == "distributions" && Has(each)),
            "is_private" => Shown()!.Flag("private"),
            "obj_exists" => Shown() is not null,
            _ => false, // the names of users as namespaces, and what only other clients than ours ask for
        };

        bool Has(Entity? on) => permissions.Any(permission => grants.Has(permission, on));

        async Task<bool> MayNameAsync(string field) => await NamedAsync(field) is not { } named || Has(named);

        bool InNamespace() => pulp.Store.Find(Shown()!.Text("namespace")) is { } space && permissions.Any(permission =>
            grants.Has(permission.Replace("container.", "container.namespace_", StringComparison.Ordinal), space));
    }

    /// <summary>Tasks and uploads are no entities here, and listed to who began them.</summary>
    private bool IsOwn() => !pulp.Schema.Types.ContainsKey(asked.View);

    /// <summary>The object that the path names.</summary>
    /// <exception cref="HttpProblemException">404.</exception>
    private Entity? Shown()
    {
        var type = pulp.Schema.Types[asked.View];
        return Parent() is { } found && Visibility.For(pulp.Store, grants).Sees(found)
            ? found
            : throw HttpProblemException.NoSuch(type.Model);
    }

    /// <summary>The same, or what it is below, shown or not.</summary>
    private Entity? Parent()
    {
        var view = asked.View;
        while (!pulp.Schema.Types.ContainsKey(view) && view.Contains('/', StringComparison.Ordinal))
        {
            view = view[..view.LastIndexOf('/')];
        }

        return pulp.Store.Find(pulp.Schema.Types[view].Href(exchange.Path["id"]));
    }

    /// <summary>What a field of the body refers to; of a version, its repository.</summary>
    private async Task<Entity?> NamedAsync(string field)
    {
        if (Values.Text((await exchange.BodyAsync()).Fields[field]) is not { Length: > 0 } reference)
        {
            return null;
        }

        var href = new Hyperlinks(pulp.Schema, pulp.Store).Local(reference);
        return pulp.Store.Find(field == "repository_version" ? EntityType.RepositoryOf(href) : href);
    }
}
