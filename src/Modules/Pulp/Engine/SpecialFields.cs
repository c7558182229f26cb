using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Engine;

/// <summary>A list for the playbook, one blank-separated text for the API. Older playbooks write the text.</summary>
internal sealed record JoinedField(string Name) : Field([Argument.TextList(Name)], Name)
{
    protected override JsonNode? Translate(JsonNode value)
    {
        var joined = string.Join(' ', value.AsArray().Select(element => ((string?)element)?.Trim()));
        return joined.Length > 0 || !Clearable ? JsonValue.Create(joined) : null;
    }
}

/// <summary>Labels: text to text.</summary>
internal sealed record LabelsField() : Field([Argument.Mapping("pulp_labels")], "pulp_labels")
{
    protected override JsonNode? Translate(JsonNode value) =>
        value.AsObject().All(pair => pair.Value?.GetValueKind() == JsonValueKind.String)
            ? value.DeepClone()
            : throw new ModuleException("pulp_labels must be a dictionary with strings as keys and values");
}

/// <summary>A dictionary that may also come as JSON text.</summary>
internal sealed record JsonField(string Name) : Field([Argument.Raw(Name)], Name)
{
    protected override JsonNode? Translate(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return value.DeepClone();
        }

        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException failure)
        {
            throw new ModuleException($"{Name} is not JSON: {failure.Message} Give a dictionary, or a text that holds one.", failure);
        }
    }
}

/// <summary>A name for the playbook, an href for the API.</summary>
/// <param name="Name">The argument.</param>
/// <param name="Target">What is named.</param>
internal sealed record ReferenceField(string Name, Func<Target> Target) : Field([Argument.Text(Name)], Name)
{
    public override bool IsReference => true;

    public override async Task AddAsync(JsonObject desired, JsonObject values, IReferences references, CancellationToken ct)
    {
        if (values[Argument.Name] is { } value && !(FilledIn && IsBlank(value)))
        {
            desired[ApiName] = IsBlank(value) ? null : (string?)(await references.FindAsync(Target(), (string)value!, ct))["pulp_href"];
        }
    }
}

/// <summary>A repository and perhaps a number for the playbook, the href of a version for the API; the latest without a number.</summary>
internal sealed record VersionField(Func<Target> Target)
    : Field([Argument.Text("repository"), Argument.Number("version")], "repository_version")
{
    public override bool IsReference => true;

    public override async Task AddAsync(JsonObject desired, JsonObject values, IReferences references, CancellationToken ct)
    {
        if (values[Argument.Name] is { } name)
        {
            var repository = await references.FindAsync(Target(), (string)name!, ct);
            desired[ApiName] = values["version"] is { } number
                ? $"{repository["versions_href"] ?? $"{repository["pulp_href"]}versions/"}{number}/"
                : (string?)repository["latest_version_href"];

            // Pulp makes a checkpoint of a repository as it is now, and of no version by its name.
            if (values["checkpoint"] is JsonValue checkpoint && checkpoint.GetValue<bool>() && values["version"] is null)
            {
                desired["repository"] = (string?)repository["pulp_href"];
            }
        }
    }
}

/// <summary>A repository, or with a number one version of it: two API fields that exclude each other.</summary>
internal sealed record RepositoryOrVersionField(Func<Target> Target)
    : Field([Argument.Text("repository"), Argument.Number("version")], "repository")
{
    public override bool IsReference => true;

    public override async Task AddAsync(JsonObject desired, JsonObject values, IReferences references, CancellationToken ct)
    {
        if (values[Argument.Name] is not { } name)
        {
            return;
        }

        if (IsBlank(name))
        {
            desired[ApiName] = null;
            return;
        }

        var repository = await references.FindAsync(Target(), (string)name!, ct);
        if (values["version"] is { } number)
        {
            desired["repository_version"] = $"{repository["versions_href"] ?? $"{repository["pulp_href"]}versions/"}{number}/";
        }
        else
        {
            desired[ApiName] = (string?)repository["pulp_href"];
        }
    }
}
