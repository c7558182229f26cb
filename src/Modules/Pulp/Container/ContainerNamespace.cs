// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerNamespace
{
    public static readonly Entity Entity = new("container_namespace", "pulp_container/namespaces/", "namespace", "namespaces")
    {
        Noun = "container namespace",
        Key = [Name],
        Fields = [new LabelsField().Since("container", "2.28")],
    };
}
