// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>How an entity's file says its fields: one line each.</summary>
internal static class Fields
{
    public static Field Text(string name) => Of(Argument.Text(name));

    public static Field Flag(string name) => Of(Argument.Flag(name));

    public static Field Number(string name) => Of(Argument.Number(name));

    public static Field Fraction(string name) => Of(Argument.Fraction(name));

    public static Field Choice(string name, params IReadOnlyList<string> choices) => Of(Argument.Choice(name, choices));

    public static Field TextList(string name) => Of(Argument.TextList(name));

    public static Field MappingList(string name) => Of(Argument.MappingList(name));

    public static Field Mapping(string name) => Of(Argument.Mapping(name));

    /// <summary>PEM text.</summary>
    public static Field Pem(string name) => Of(Argument.Text(name)) with { Pem = true };

    /// <summary>Certificates as remotes keep them.</summary>
    public static Field Certificates(string name) => new CertificatesField(name);

    /// <summary>What signs, by href.</summary>
    public static Field SigningService(string name) => new HrefField(name, "signing-services/", "core.signingservice");

    /// <summary>The name that identifies most objects.</summary>
    public static Field Name => Text("name");

    public static Field Of(Argument argument) => new([argument], argument.Name);

    /// <summary>The API calls it otherwise.</summary>
    public static Field SentAs(this Field it, string apiName) => it with { ApiName = apiName };

    /// <summary>"" unsets it, and unset is shown as "".</summary>
    public static Field Clearable(this Field it) => it with
    {
        Clearable = true,
        Blank = true,
        Arguments =
            [it.Argument with { Clearable = it.Argument.Type is not (ArgumentType.Text or ArgumentType.Path) }, .. it.Arguments.Skip(1)],
    };

    /// <summary>Unset is shown as null all the same.</summary>
    public static Field ShownNull(this Field it) => it with { Blank = false };

    /// <summary>A part of the server knows it from this release on.</summary>
    public static Field Since(this Field it, string component, string version) =>
        it with { Releases = new(component, Version.Parse(version)) };

    /// <summary>From this release on it has no effect.</summary>
    public static Field Until(this Field it, string component, string version) =>
        it with { Releases = new(component, null, Version.Parse(version)) };

    public static Field NeededToCreate(this Field it) => it with { NeededToCreate = true };

    public static Field NeededIfPresent(this Field it) => it with { NeededIfPresent = true };

    public static Field AtLeast(this Field it, double minimum) => it with { Minimum = minimum };

    /// <summary>Pulp has these rules beside the general ones.</summary>
    public static Field Following(this Field it, params IReadOnlyList<Rule> rules) => it with { Rules = [.. it.Rules, .. rules] };

    /// <summary>It may be empty.</summary>
    public static Field MayBeBlank(this Field it) =>
        it with { Rules = [.. it.Rules.Select(rule => rule == (Rule)TextRules.NotBlank ? TextRules.WithoutNull : rule)] };

    /// <summary>Hidden everywhere.</summary>
    public static Field Secret(this Field it) => it with { Arguments = [it.Argument with { Secrecy = Secrecy.Secret }] };

    /// <summary>Hidden as a field, but not searched for in other text.</summary>
    public static Field Named(this Field it) => it with { Arguments = [it.Argument with { Secrecy = Secrecy.Named }] };

    /// <summary>Holds entries of which some are secret, by their names and by what they hold. Pulp tells them again.</summary>
    public static Field WithSecrets(this Field it) =>
        it with { Arguments = [it.Argument with { Secrecy = Secrecy.Entries }], Told = true };

    /// <summary>What leaving it out means.</summary>
    public static Field Otherwise(this Field it, System.Text.Json.Nodes.JsonNode value) =>
        it with { Arguments = [it.Argument with { Default = value }] };

    /// <summary>Of a list: the values its elements may have.</summary>
    public static Field OutOf(this Field it, params IReadOnlyList<string> choices) =>
        it with { Arguments = [it.Argument with { Choices = choices }] };

    public static Field Also(this Field it, params IReadOnlyList<string> aliases) =>
        it with { Arguments = [it.Argument with { Aliases = aliases }, .. it.Arguments.Skip(1)] };
}
