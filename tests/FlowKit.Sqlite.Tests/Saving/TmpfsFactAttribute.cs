namespace FlowKit.Sqlite.Tests.Saving;

/// <summary>A test that is skipped, visibly, where no small disk can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute() => Skip = Tmpfs.IsPossible() ? null! : "Mounting a small disk takes root on Linux.";
}
