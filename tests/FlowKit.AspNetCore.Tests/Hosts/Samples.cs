namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>Rill Flow's own sample flows, which stand beside the repository on machines that have them.</summary>
internal static class Samples
{
    public const string Missing = "The sample flows are not there: shared/rill-flow-samples beside the repository.";

    public static string? Folder { get; } = Find(new DirectoryInfo(Repository.Path));

    private static string? Find(DirectoryInfo? at)
    {
        for (; at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "rill-flow-samples");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
