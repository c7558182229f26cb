// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Sandbox.Versions;

namespace Sandbox.Upstream.Rpm;

/// <summary>comps.xml: package groups, categories, environments, language packs.</summary>
internal static class Comps
{
    public static IEnumerable<ContentUnit> Parse(byte[] xml)
    {
        XElement root;
        try
        {
            // Old files name a DTD, which is of no use here.
            using var reader = XmlReader.Create(new MemoryStream(xml), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            throw new UpstreamException($"Comps XML parser error: Parse error '{e.Message}' at line: {e.LineNumber}");
        }

        return [.. root.Elements("group").Select(Group), .. root.Elements("category").Select(Category),
            .. root.Elements("environment").Select(Environment), .. root.Elements("langpacks").Select(Langpacks)];
    }

    private static ContentUnit Group(XElement group) => Unit("rpm.packagegroup", group, new()
    {
        ["default"] = Flag(group, "default"),
        ["user_visible"] = Flag(group, "uservisible"),
        ["display_order"] = (int?)group.Element("display_order"),
        ["name"] = Text(group, "name"),
        ["description"] = Text(group, "description"),
        ["packages"] = new JsonArray([.. group.Elements("packagelist").Elements("packagereq").Select(package => (JsonNode)new JsonObject
        {
            ["name"] = package.Value,
            ["type"] = TypeNumber((string?)package.Attribute("type")),
            ["requires"] = (string?)package.Attribute("requires"),
            ["basearchonly"] = (bool?)package.Attribute("basearchonly"),
        })]),
        ["biarch_only"] = Flag(group, "biarchonly"),
        ["desc_by_lang"] = ByLanguage(group, "description"),
        ["name_by_lang"] = ByLanguage(group, "name"),
    });

    private static ContentUnit Category(XElement category) => Unit("rpm.packagecategory", category, new()
    {
        ["name"] = Text(category, "name"),
        ["description"] = Text(category, "description"),
        ["display_order"] = (int?)category.Element("display_order"),
        ["group_ids"] = GroupIds(category, "grouplist"),
        ["desc_by_lang"] = ByLanguage(category, "description"),
        ["name_by_lang"] = ByLanguage(category, "name"),
    });

    private static ContentUnit Environment(XElement environment) => Unit("rpm.packageenvironment", environment, new()
    {
        ["name"] = Text(environment, "name"),
        ["description"] = Text(environment, "description"),
        ["display_order"] = (int?)environment.Element("display_order"),
        ["group_ids"] = GroupIds(environment, "grouplist"),
        ["option_ids"] = GroupIds(environment, "optionlist"),
        ["desc_by_lang"] = ByLanguage(environment, "description"),
        ["name_by_lang"] = ByLanguage(environment, "name"),
    });

    private static ContentUnit Langpacks(XElement langpacks)
    {
        var matches = new JsonObject();
        foreach (var match in langpacks.Elements("match"))
        {
            matches[(string?)match.Attribute("name") ?? ""] = (string?)match.Attribute("install");
        }

        var digest = Digest.Of(matches);
        return new(
            "rpm.packagelangpacks", digest, new() { ["matches"] = matches, ["digest"] = digest }, []) { RepositoryKey = "langpacks" };
    }

    private static ContentUnit Unit(string type, XElement element, JsonObject rest)
    {
        var id = Text(element, "id");
        var fields = new JsonObject { ["id"] = id };
        foreach (var (name, value) in rest.ToList())
        {
            rest.Remove(name);
            fields[name] = value;
        }

        var digest = Digest.Of(fields);
        fields["digest"] = digest;
        return new(type, digest, fields, []) { RepositoryKey = id };
    }

    private static JsonArray GroupIds(XElement element, string list) =>
        new([.. element.Elements(list).Elements("groupid").Select(group => (JsonNode)new JsonObject
    {
        ["name"] = group.Value,
        ["default"] = (bool?)group.Attribute("default") ?? false,
    })]);

    private static JsonObject ByLanguage(XElement element, string name)
    {
        var translations = new JsonObject();
        foreach (var translated in element.Elements(name))
        {
            if ((string?)translated.Attribute(XNamespace.Xml + "lang") is { } language)
            {
                translations[language] = translated.Value;
            }
        }

        return translations;
    }

    /// <summary>As libcomps numbers them.</summary>
    private static int TypeNumber(string? type) => type switch { "default" => 0, "optional" => 1, "conditional" => 2, _ => 3 };

    private static string Text(XElement element, string name) =>
        element.Elements(name).FirstOrDefault(child => child.Attribute(XNamespace.Xml + "lang") is null)?.Value ?? "";

    private static bool Flag(XElement element, string name) => element.Element(name)?.Value.Trim() == "true";
}
