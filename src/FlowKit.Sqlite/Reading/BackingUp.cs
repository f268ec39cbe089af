using FlowKit.Errors;
using FlowKit.Sqlite.Files;
using FlowKit.Sqlite.Native;

namespace FlowKit.Sqlite.Reading;

/// <summary>Copies a store, as it stands at one moment, into another file, while it is written.</summary>
internal static class BackingUp
{
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreUnreachable"/>, <see cref="FlowErrorCodes.StoreFull"/>, <see cref="FlowErrorCodes.StoreInUse"/>.
    /// </exception>
    public static void Copy(Database database, string path, CancellationToken cancellationToken)
    {
        // Under another name until it is whole and on disk: a backup that was broken off must not pass for one.
        var unfinished = path + "-unfinished";
        try
        {
            using var held = StoreLock.TakeOld(path);
            File.Delete(unfinished);
            using (cancellationToken.Register(database.Interrupt))
            {
                using var copy = database.Prepare("VACUUM INTO ?");
                copy.Bind(1, unfinished).Run();
            }

            using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Flush(flushToDisk: true);
            }

            // The log of the file that is replaced would be written into this one.
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            File.Move(unfinished, path, overwrite: true);
        }
        catch (SqliteFaultException) when (cancellationToken.IsCancellationRequested)
        {
            File.Delete(unfinished);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FlowException(FlowErrorCodes.StoreUnreachable, $"The backup '{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
