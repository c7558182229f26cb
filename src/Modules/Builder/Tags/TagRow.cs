// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Tags;

/// <summary>One line of kayobe's <c>kolla-image-tags.yml</c>: the tag of a service's images for a distribution.</summary>
/// <param name="Service">The prefix of the tag's variable, as <c>openstack</c> or <c>nova</c>.</param>
/// <param name="Distribution">As <c>rocky-9</c>.</param>
/// <param name="Tag">What the file says, an alias followed.</param>
/// <param name="Place">Where it says so.</param>
/// <param name="Repeats">The line whose tag is repeated by an alias; null for a tag of its own.</param>
internal sealed record TagRow(string Service, string Distribution, string Tag, YamlPlace Place, TagRow? Repeats = null);
