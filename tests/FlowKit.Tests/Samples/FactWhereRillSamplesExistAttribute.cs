namespace FlowKit.Tests.Samples;

/// <summary>A test that is skipped, visibly, where Rill Flow's own sample flows are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhereRillSamplesExistAttribute : FactAttribute
{
    public FactWhereRillSamplesExistAttribute() => Skip = Folder is null ? "The folder shared/rill-flow-samples is nowhere above the repository." : null!;

    public static string? Folder { get; } = Find(new DirectoryInfo(Repository.Path()));

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
