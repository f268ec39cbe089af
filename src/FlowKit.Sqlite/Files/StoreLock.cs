using FlowKit.Errors;

namespace FlowKit.Sqlite.Files;

/// <summary>
/// Makes a store the only one on its file, among all processes: holds a file beside it open that nobody else can open meanwhile. The
/// operating system lets go of it when the process ends, however it ends. The file itself stays; to remove it would be a race.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private const int EWouldBlockOnLinux = 11;
    private const int EWouldBlockOnMac = 35;
    private readonly string _store;
    private FileStream _file;

    private StoreLock(string store, FileStream file) => (_store, _file) = (store, file);

    /// <summary>The file that is held.</summary>
    public string Path => Beside(_store);

    /// <summary>Takes a file that lies there already, and makes none: null when this file has been no store's.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreInUse"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.</exception>
    public static StoreLock? TakeOld(string path) => File.Exists(Beside(path)) ? Take(path) : null;

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreInUse"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.</exception>
    public static StoreLock Take(string path)
    {
        var beside = Beside(path);
        try
        {
            return new(path, new FileStream(beside, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new FlowException(
                FlowErrorCodes.StoreInUse,
                $"The store '{path}' is in use by another process, or by another store of this one: one file has one owner. Stop the other, or take another file.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(path, exception);
        }
    }

    /// <summary>Makes the file again that was removed, and holds that one. Whoever made it first has the store.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreInUse"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.</exception>
    public void TakeAgain()
    {
        try
        {
            var again = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            _file.Dispose();
            _file = again;
        }
        catch (IOException exception) when (File.Exists(Path))
        {
            throw new FlowException(
                FlowErrorCodes.StoreInUse,
                $"The '-lock' file of the store '{_store}' was removed while it is in use, and another process has taken the store; nothing is kept here any more. Stop this process.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(_store, exception);
        }
    }

    public static FlowException Unreachable(string path, Exception exception) => new(
        FlowErrorCodes.StoreUnreachable, $"The store '{path}' cannot be opened: {exception.Message}", exception);

    /// <summary>Somebody has the file: Windows says so in two ways, Linux and macOS each in one.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is
        unchecked((int)0x80070020) or unchecked((int)0x80070021) or EWouldBlockOnLinux or EWouldBlockOnMac;

    private static string Beside(string path) => path + "-lock";

    public void Dispose() => _file.Dispose();
}
