namespace FlowKit.Sqlite.Tests.Files;

/// <summary>As <see cref="LinuxFactAttribute"/>, with arguments.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = new LinuxFactAttribute().Skip;
}
