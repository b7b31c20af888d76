//! The rules of Sceau, pure: journey, documents, birthplaces, letter, login.
