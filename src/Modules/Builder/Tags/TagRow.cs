// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Tags;

/// <summary>One line of kayobe's <c>kolla-image-tags.yml</c>: the tag of a service's images for a distribution.</summary>
/// <param name="Service">The prefix of the tag's variable, as <c>openstack</c> or <c>nova</c>.</param>
/// <param name="Distribution">As <c>rocky-9</c>.</param>
/// <param name="Tag">What the file says, an alias followed.</param>
/// <param name="Start">Where the value begins in the text, its quotes and an alias's star included.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quote">The quote around it; null for none.</param>
internal sealed record TagRow(string Service, string Distribution, string Tag, int Start, int End, char? Quote)
{
    /// <summary>The value as it is to stand in the file.</summary>
    public string Written(string tag) => Quote is { } quote ? $"{quote}{tag}{quote}" : ImageTag.InYaml(tag);
}
