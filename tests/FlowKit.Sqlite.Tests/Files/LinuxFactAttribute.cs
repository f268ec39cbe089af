namespace FlowKit.Sqlite.Tests.Files;

/// <summary>A test that is skipped, visibly, where the system does not tell which files are open.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null! : "Only Linux tells which files are open, and lets go of open ones.";
}
