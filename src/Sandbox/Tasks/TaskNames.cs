// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>What Pulp calls its tasks.</summary>
internal static class TaskNames
{
    public const string Create = "pulpcore.app.tasks.base.general_create";
    public const string Update = "pulpcore.app.tasks.base.ageneral_update";
    public const string Delete = "pulpcore.app.tasks.base.ageneral_delete";
    public const string MultiDelete = "pulpcore.app.tasks.base.general_multi_delete";

    public static string Sync(string app) => app switch
    {
        "container" => "pulp_container.app.tasks.synchronize.synchronize",
        "python" => "pulp_python.app.tasks.sync.sync",
        _ => $"pulp_{app}.app.tasks.synchronizing.synchronize",
    };

    public static string Publish(string path) => path switch
    {
        "publications/deb/verbatim" => "pulp_deb.app.tasks.publishing.publish_verbatim",
        "publications/python/pypi" => "pulp_python.app.tasks.publish.publish",
        _ => $"pulp_{path.Split('/')[1]}.app.tasks.publishing.publish",
    };

    public static string Modify(string app) => app == "rpm"
        ? "pulp_rpm.app.tasks.signing.signed_add_and_remove"
        : "pulpcore.app.tasks.repository.add_and_remove";
}
