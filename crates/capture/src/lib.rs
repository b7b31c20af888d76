//! Frame sources, the guidance loop, the recorder and sealed capture files.
