using System.Diagnostics;
using System.Globalization;

namespace FlowKit.Sqlite.Tests.Saving;

/// <summary>A disk of a few megabytes.</summary>
internal sealed class Tmpfs : IDisposable
{
    public Tmpfs(int megabytes)
    {
        Path = Directory.CreateTempSubdirectory("flowkit-disk-").FullName;
        if (!TryRun("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path))
        {
            Directory.Delete(Path);
            throw new InvalidOperationException("A small disk cannot be mounted.");
        }
    }

    public string Path { get; }

    public static bool IsPossible()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        try
        {
            new Tmpfs(1).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether something can be written there.</summary>
    public void MakeReadOnly(bool readOnly = true) => TryRun("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Path);

    /// <summary>From now on one of its files cannot be written.</summary>
    public static void Protect(string file)
    {
        TryRun("mount", "--bind", file, file);
        TryRun("mount", "-o", "remount,ro,bind", file);
    }

    public static void Release(string file) => TryRun("umount", "-l", file);

    public void Dispose()
    {
        TryRun("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
