// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Core;

/// <summary>A part of a server with objects and storage of its own.</summary>
internal static class Domain
{
    public static readonly Entity Entity = new("domain", "domains/", "domain", "domains")
    {
        Noun = "domain",
        Key = [Name.Following(TextRules.Slug)],
        Releases = new("core", new Version(3, 23)),
        Fields =
        [
            Text("description").Clearable().ShownNull(),
            Choice(
                "storage_class",
                "pulpcore.app.models.storage.FileSystem",
                "storages.backends.s3.S3Storage",
                "storages.backends.s3boto3.S3Boto3Storage",
                "storages.backends.azure_storage.AzureStorage").NeededToCreate(),
            new StorageField() { NeededToCreate = true },
            Flag("redirect_to_object_storage"),
            Flag("hide_guarded_distributions"),
            new LabelsField().Since("core", "3.74"),
        ],
    };
}
