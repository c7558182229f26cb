// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;
using Modules.Rules;

namespace Modules.Pulp.Entities;

/// <summary>
/// Digests of secrets in a label of ours, where a server would answer a secret that is the same as a change: what has its digest there
/// already is not sent again, and what is sent takes its digest along.
/// </summary>
internal static class SecretMarks
{
    private const string Labels = "pulp_labels";

    private static readonly Version Tells = new(3, 90);

    /// <summary>Whether objects of a kind have secrets, and labels to mark them in.</summary>
    public static bool CanMark(this ObjectKind kind) =>
        !kind.Immutable && kind.Fields.Any(field => field is LabelsField) && kind.Fields.Any(field => field.WriteOnly);

    /// <summary>Whether the server itself says that a secret is the same.</summary>
    public static async Task<bool> TellsSecretsAsync(this PulpSession pulp, CancellationToken ct) =>
        (await pulp.VersionsAsync(ct)).Has("core", Tells);

    /// <summary>What is desired without the secrets that are there already.</summary>
    public static async Task<Desired> WithoutMarkedAsync(
        PulpSession pulp, ObjectKind kind, JsonObject? found, Desired desired, CancellationToken ct)
    {
        if (pulp.Marker is not { } marker || found is null || !kind.CanMark() || !Secrets(kind, desired.Values).Any()
            || await pulp.TellsSecretsAsync(ct))
        {
            return desired;
        }

        var (marks, left) = (Read(found[Labels]), desired.Values.DeepClone().AsObject());
        foreach (var name in Secrets(kind, desired.Values).ToList())
        {
            if (desired.Values[name] is { } secret
                && FieldChanges.Hidden(found, name) != false
                && marks.GetValueOrDefault(name) == Digest(marker, kind, found, name, secret))
            {
                _ = left.Remove(name);
            }
        }

        return desired with { Values = left };
    }

    /// <summary>The step with the digests of what it sends.</summary>
    public static async Task<ConvergeStep> MarkedAsync(PulpSession pulp, ObjectKind kind, ConvergeStep step, CancellationToken ct)
    {
        var sent = step switch { ConvergeStep.Create create => create.Body, ConvergeStep.Update update => update.Changes, _ => null };
        if (pulp.Marker is not { } marker || sent is null || !kind.CanMark() || !Secrets(kind, sent).Any()
            || await pulp.TellsSecretsAsync(ct))
        {
            return step;
        }

        var found = (step as ConvergeStep.Update)?.Found;
        var (marks, marked) = (Read(found?[Labels]), sent.DeepClone().AsObject());
        foreach (var name in Secrets(kind, sent))
        {
            _ = marks.Remove(name);
            if (sent[name] is { } secret)
            {
                marks[name] = Digest(marker, kind, found ?? sent, name, secret);
            }
        }

        var text = string.Join(' ', marks.Select(mark => $"{mark.Key}:{mark.Value}").Order(StringComparer.Ordinal));
        marked[Labels] = OwnLabels.With(sent[Labels] ?? found?[Labels], OwnLabels.Secrets, text);
        return found is null ? new ConvergeStep.Create(marked) : new ConvergeStep.Update(found, marked, Unsure: false);
    }

    private static IEnumerable<string> Secrets(ObjectKind kind, JsonObject values) =>
        kind.Fields.Where(field => field.WriteOnly && values.ContainsKey(field.ApiName)).Select(field => field.ApiName);

    private static string Digest(SecretsMarker marker, ObjectKind kind, JsonObject one, string field, JsonNode secret) => marker.DigestOf(
        kind is Entity entity ? entity.Path : kind.Noun, KeptText.Of((string?)one["name"] ?? ""), field, secret.ToString());

    private static Dictionary<string, string> Read(JsonNode? labels) => ((string?)(labels as JsonObject)?[OwnLabels.Secrets] ?? "")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(mark => mark.Split(':'))
        .Where(mark => mark.Length == 2)
        .DistinctBy(mark => mark[0])
        .ToDictionary(mark => mark[0], mark => mark[1]);
}
