// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>Rules between fields.</summary>
internal static class WholeRules
{
    private static readonly (string One, string Other)[] Exclusive =
        [("publication", "repository_version"), ("repository", "repository_version"), ("repository", "publication")];

    public static void Check(PulpStore store, Draft draft)
    {
        switch (draft.Type.Family)
        {
            case "remotes":
                RemoteRules.Proxy(draft);
                break;
            case "distributions":
                OneSource(draft);
                break;
            case "publications":
                OneVersion(store, draft);
                SomeMode(draft);
                AllowedChecksum(draft);
                break;
            case "importers":
                MappedRepositories(store, draft);
                break;
            case "users":
                Passwords.Check(draft);
                break;
        }
    }

    private static void MappedRepositories(PulpStore store, Draft draft)
    {
        var mapping = draft.Values["repo_mapping"] as JsonObject ?? [];
        var problems = new JsonObject(mapping
            .Where(pair => string.IsNullOrEmpty((string?)pair.Value))
            .Select(pair => KeyValuePair.Create(
                pair.Key, (JsonNode?)new JsonArray(pair.Value is null ? "This field may not be null." : "This field may not be blank."))));
        if (problems.Count > 0)
        {
            throw HttpProblemException.Refused(new JsonObject { ["repo_mapping"] = problems });
        }

        var missing = mapping.Select(pair => (string)pair.Value!).Where(name => !store.Named("repositories", "name", name).Any()).ToList();
        if (missing.Count > 0)
        {
            // A change of an importer does not catch what a new one does.
            throw draft.Current is null
                ? HttpProblemException.Refused(
                    new JsonArray($"Failed to find repositories from repo_mapping: names: ['{string.Join("', '", missing)}']"))
                : HttpProblemException.ServerError();
        }
    }

    private static void AllowedChecksum(Draft draft)
    {
        if (draft.Type.App == "rpm" && draft.Text("checksum_type") is { } type and not ("sha256" or "sha384" or "sha512"))
        {
            throw HttpProblemException.NonField(FieldRules.ChecksumWords(type));
        }
    }

    /// <summary>Before pulp_deb 3.0 an apt publication has no mode of its own accord.</summary>
    private static void SomeMode(Draft draft)
    {
        if (draft.Type.Path == "publications/deb/apt" && draft.Text("simple") != "true" && draft.Text("structured") != "true"
            && !draft.Release.Has("deb", "3.0"))
        {
            throw HttpProblemException.NonField("one of simple or structured publishing mode must be selected");
        }
    }

    private static void OneSource(Draft draft)
    {
        foreach (var (one, other) in Exclusive)
        {
            if (draft.Text(one) is not null && draft.Text(other) is not null)
            {
                throw HttpProblemException.NonField($"Only one of the attributes '{one}' and '{other}' may be used simultaneously.");
            }
        }

        if (draft.Text("checkpoint") == "true" && draft.Text("repository") is null)
        {
            throw HttpProblemException.NonField("The 'checkpoint' attribute may only be used with the 'repository' attribute.");
        }
    }

    /// <summary>A publication is of a version; a repository stands for its latest.</summary>
    private static void OneVersion(PulpStore store, Draft draft)
    {
        var (repository, version) = (draft.Text("repository"), draft.Text("repository_version"));
        if (repository is null == version is null)
        {
            throw HttpProblemException.NonField(
                "Either the 'repository' or 'repository_version' need to be specified" + (version is null ? "" : " but not both."));
        }

        if (version is not null && draft.Text("checkpoint") == "true")
        {
            throw HttpProblemException.NonField("'checkpoint' may only be used with 'repository'");
        }

        draft.Values["repository_version"] = version ?? store.Versions.Latest(store.Find(repository)!).Href;
        draft.Values.Remove("repository");
    }
}
